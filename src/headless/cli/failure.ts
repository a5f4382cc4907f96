import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { AppError, type ErrorParams } from '../../shared/app-error.ts';
import type { Words } from '../words.ts';

/** The command line cannot be carried out as it is written: exit 2. `detail` is a whole sentence part in the user's language. */
export class UsageError extends Error {}

/** A declared error with a sentence that says more than the one of its code. */
export class SaidError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** Another server holds the folder and none of its links could be had: exit 75 (EX_TEMPFAIL), try again later. */
export class BusyError extends Error {}

export interface Failure {
  readonly exitCode: 1 | 2 | 75;
  readonly code: string;
  readonly params: ErrorParams;
  readonly sentence: string;
}

const Params = z.record(z.string(), z.union([z.string(), z.number()])).catch({});

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** Which value is not in the expected form, and of a choice what may be chosen: a command line has no field beside which that could stand. */
function fieldOf(code: ErrorCode, { path = '', values = '' }: ErrorParams, say: Words): string[] {
  if (code !== 'invalid_input' || path === '') return [];
  return [`${say('cli:invalidField', { path })}${values === '' ? '' : '.'}`, ...(values === '' ? [] : [say('cli:fieldTakes', { values })])];
}

/** What the caller is told about anything that was thrown. */
export function describeFailure(error: unknown, say: Words): Failure {
  if (error instanceof UsageError) return { exitCode: 2, code: 'usage', params: {}, sentence: say('cli:usage', { detail: error.message }) };
  if (error instanceof SaidError) return { exitCode: 1, code: error.code, params: {}, sentence: error.message };
  if (error instanceof BusyError) return { exitCode: 75, code: 'data_folder_locked', params: {}, sentence: say('errors:data_folder_locked') };
  if ((error instanceof AppError || error instanceof ORPCError) && isCode(error.code)) {
    const params = Params.parse(error instanceof AppError ? error.params : error.data);
    return { exitCode: 1, code: error.code, params, sentence: [say(`errors:${error.code}`, params), ...fieldOf(error.code, params, say)].join(' ') };
  }
  const cause = error instanceof Error ? error.message : String(error);
  return { exitCode: 1, code: 'internal', params: {}, sentence: say('errors:internal', { correlationId: cause }) };
}
