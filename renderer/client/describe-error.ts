import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../src/contract/errors.ts';

const Values = z.record(z.string(), z.union([z.string(), z.number()]));
const Fault = z.object({ path: z.string() });

/** An error as a person sees it: one sentence in his language, and what support needs. */
export interface DescribedError {
  readonly code: ErrorCode | 'connection_lost';
  readonly sentence: string;
  readonly details: string;
}

/** Words anything that was thrown. What is no expected failure becomes `internal`, a call that never arrived `connection_lost`. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof ORPCError)) return { code: 'connection_lost', sentence: i18next.t('common:connectionLost'), details: String(error) };
  const code = isErrorCode(error.code) ? error.code : 'internal';
  const values = Values.safeParse(error.data);
  const sentence = i18next.t(`errors:${code}`, values.success ? values.data : {});
  return { code, sentence, details: JSON.stringify({ code: error.code, data: error.data }, null, 2) };
}

/** Words an expected failure that was stored, such as the trouble of the outbox. Values the sentence does not use do no harm. */
export function wordFailure(code: string, values: Readonly<Record<string, string | number>>): string {
  return i18next.t(`errors:${isErrorCode(code) ? code : 'internal'}`, values);
}

/** What happened, in the first sentence, and what follows from it in the rest; '' = nothing. */
export function splitSentence(sentence: string): { readonly first: string; readonly rest: string } {
  const [, first = sentence, rest = ''] = /^(.+?[.!?])\s+(.+)$/su.exec(sentence) ?? [];
  return { first, rest };
}

/** True when `error` is the expected failure `code`. */
export function isFailure(error: unknown, code: ErrorCode): boolean {
  return error instanceof ORPCError && error.code === code;
}

/** The path of the value an `invalid_input` is about, such as `sender.fromAddress`. */
export function faultyPath(error: unknown): string | undefined {
  return isFailure(error, 'invalid_input') && error instanceof ORPCError ? Fault.safeParse(error.data).data?.path : undefined;
}

/** True for a code of the closed list of expected failures. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
