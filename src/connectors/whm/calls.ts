import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { authRefused, flag, notAnApi, privilegeMissing, readJson, refused, shaped, unreadable } from '../answers.ts';
import type { PanelAccess, PanelAnswer } from '../connector.ts';

/** Calls that are made, and the privilege each wants, as WHM spells them. All of them only read. */
export const CALLS = {
  version: '',
  listaccts: 'list-accts',
  get_domain_info: 'acct-summary',
  accountsummary: 'acct-summary',
  emailtrack_user_stats: 'track-email',
  emailtrack_search: 'track-email',
} as const;
export type Call = keyof typeof CALLS;

/** The payload of a call that went well, and whether the server says that it cut it short. */
export interface Answer {
  readonly data: unknown;
  readonly overflowed: boolean;
}

/** A chunk of an answer: `start` is the number of its first record, counted from 1, not of a page. */
export interface Chunk {
  readonly size: number;
  readonly start: number;
}

/** Calls a function. Throws the `panel_…` errors, naming the call. */
export async function ask(
  access: PanelAccess,
  call: Call,
  { args = {}, signal }: { readonly args?: Readonly<Record<string, string>>; readonly signal: AbortSignal | undefined },
): Promise<Answer> {
  const credentials = `${access.login}:${access.secret}`;
  // A header can carry no more than this, and neither user names nor tokens hold more.
  if (!/^[\x21-\x7e]+$/.test(credentials)) throw authRefused(0);
  const answer = await access.call({
    method: 'GET',
    path: `/json-api/${call}`,
    // Without the version the server answers in the forms of an older interface.
    query: { 'api.version': '1', ...args },
    headers: { authorization: `whm ${credentials}` },
    signal,
  });
  return read(call, answer);
}

/** Arguments that ask for one chunk. */
export function chunked({ size, start }: Chunk): Readonly<Record<string, string>> {
  return { 'api.chunk.enable': '1', 'api.chunk.size': String(size), 'api.chunk.start': String(start) };
}

/** Judges an answer by its shape: what it says its type is does not count, and neither alone does its status. */
export function read(call: Call, answer: PanelAnswer): Answer {
  const denied = answer.status === 401 || answer.status === 403;
  if (denied) throw lackedPrivilege(call, answer) ?? authRefused(answer.status);
  if (answer.status === 404) throw notAnApi(404);
  if (answer.status >= 400 && !/^\s*[{<]/.test(answer.text)) throw refused(call, `HTTP ${answer.status}`);
  return payload(call, readJson(call, answer), answer.status);
}

/** A missing privilege may come as a 403 in the usual envelope; a refused login never has it. */
function lackedPrivilege(call: Call, answer: PanelAnswer): AppError | null {
  try {
    payload(call, readJson(call, answer), answer.status);
    return null;
  } catch (error) {
    return isLackOfPrivilege(error) ? error : null;
  }
}

function isLackOfPrivilege(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'panel_privilege_missing';
}

const told = z.unknown().optional();
const Usual = z.object({ metadata: z.object({ result: z.unknown(), reason: told, overflowed: told }), data: told });
const Legacy = z.object({ cpanelresult: z.object({ error: told, data: told, metadata: z.object({ overflowed: told }).optional() }) });
const Failed = z.object({ result: told, reason: told });
/** Version 0: the payload lies at the top, beside its status. */
const Oldest = z.object({ status: z.unknown(), statusmsg: told });
const OldestList = z.object({ result: z.array(Oldest).min(1) });

function payload(call: Call, value: unknown, status: number): Answer {
  const usual = Usual.safeParse(value);
  if (usual.success) return usualPayload(call, usual.data);
  const legacy = Legacy.safeParse(value);
  if (legacy.success) return legacyPayload(call, legacy.data, status);
  const failed = OldestList.safeParse(value).data?.result[0] ?? shaped(call, Oldest, value);
  const good = flag(failed.status);
  if (good === null) throw unreadable(call, 'status');
  if (!good) throw refusal(call, failed.statusmsg);
  return { data: value, overflowed: false };
}

function usualPayload(call: Call, { metadata, data }: z.infer<typeof Usual>): Answer {
  const good = flag(metadata.result);
  if (good === null) throw unreadable(call, 'metadata.result');
  if (!good) throw refusal(call, metadata.reason);
  return { data, overflowed: flag(metadata.overflowed) === true };
}

function legacyPayload(call: Call, { cpanelresult }: z.infer<typeof Legacy>, status: number): Answer {
  const { error, data, metadata } = cpanelresult;
  const { result, reason } = Failed.safeParse(data).data ?? {};
  if ((typeof error === 'string' && error !== '') || flag(result) === false) {
    const said = typeof error === 'string' ? error : reason;
    throw /access denied/i.test(String(said)) ? authRefused(status) : refusal(call, said);
  }
  return { data, overflowed: flag(metadata?.overflowed) === true };
}

function refusal(call: Call, reason: unknown): AppError {
  const lacks = /permission denied|required privileges|do(es)? not have (the )?(permission|privilege)/i.test(String(reason));
  return lacks ? privilegeMissing(call, CALLS[call]) : refused(call, reason);
}
