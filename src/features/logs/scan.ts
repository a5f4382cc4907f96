import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { LogFile } from '../../ports/logs.ts';
import { AppError } from '../../shared/app-error.ts';
import { heard } from '../../shared/heard.ts';
import type { LogFacts } from '../../shared/logs.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { checkPack } from '../statuses/index.ts';
import { readTables } from './events/read-tables.ts';
import { type KnownAccount, knownAccounts, recognised } from './known.repo.ts';
import { getLog } from './logs.repo.ts';
import { classified } from './replies.rules.ts';
import { keepLog } from './store.repo.ts';
import { zoneOfPack } from './zone.repo.ts';
import { hourOffset } from './zone.rules.ts';

type Scan = Handlers<Contract['logs']>['scan'];
interface Order {
  readonly input: Parameters<Scan>[0];
  readonly signal: AbortSignal | undefined;
}

const ONCE_MORE: ReadonlySet<string> = new Set(['log_not_recognised', 'log_not_understood', 'log_other_format', 'log_formats_mixed']);

/** Reads logs and keeps what they say in one go: given up, or ended by an error, nothing is kept. The files are taken away. */
export async function* scanLogs(core: Core, { input, signal }: Order): ReturnType<Scan> {
  const { packId } = input;
  if (packId !== null) await checkPack(core.db.read, packId);
  const zone = input.zone ?? (packId === null ? core.clock.timeZone() : await zoneOfPack(core, core.db.read, packId));
  if (!isTimeZone(zone)) throw fail('time_zone_unknown', { zone });
  const files = await placed(core, input.files);
  const accounts = await knownAccounts(core.db.read, packId);
  try {
    const facts = yield* readAny(core, { ...input, zone, files, refs: input.files, accounts, signal });
    const id = yield* keep(core, { packId, facts, accounts, signal });
    yield { kind: 'done', result: await getLog(core.db.read, id) };
  } catch (error) {
    // The same files may be read again in a form that is chosen by hand, or apart from each other.
    if (!(error instanceof AppError && ONCE_MORE.has(error.code))) await drop(core, input.files);
    throw error;
  }
  await drop(core, input.files);
}

async function placed(core: Core, refs: readonly FileRef[]): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (const ref of refs) {
    const { file, path } = await core.files.place(ref);
    files.push({ name: file.name, path });
  }
  return files;
}

async function drop(core: Core, refs: readonly FileRef[]): Promise<void> {
  for (const ref of refs) await core.files.remove(ref);
}

/** Reads logs of mail servers; what is none may be tables of delivery events. */
async function* readAny(core: Core, reading: Reading): AsyncGenerator<Progress, LogFacts, void> {
  if (reading.format === 'events') return (await readTables(core, reading)) ?? unknown(reading);
  try {
    return yield* read(core, reading);
  } catch (error) {
    const isNoLog = error instanceof AppError && (error.code === 'log_not_recognised' || error.code === 'log_not_understood') && reading.format === 'auto';
    const facts = isNoLog ? await readTables(core, reading) : null;
    if (facts === null) throw error;
    return facts;
  }
}

function unknown({ files }: Reading): never {
  throw fail('log_not_recognised', { name: files[0]?.name ?? '' });
}

interface Reading {
  readonly refs: readonly FileRef[];
  readonly files: readonly LogFile[];
  readonly format: Parameters<Scan>[0]['format'];
  readonly zone: string;
  readonly year?: number | undefined;
  readonly accounts: readonly KnownAccount[];
  readonly signal: AbortSignal | undefined;
}

type Heard = { readonly done: number; readonly total: number };
type Progress = Heard & { readonly kind: 'progress'; readonly phase: string };

async function* read(core: Core, { files, format, zone, year, accounts, signal }: Reading): AsyncGenerator<Progress, LogFacts, void> {
  const request = { files, format: format === 'events' ? 'auto' : format, zone, year: year ?? null, accounts: accounts.map(plain) };
  const reading = heard<Heard, LogFacts>((hear) => core.logs.scan(request, (done, total) => hear({ done, total }), signal));
  for (;;) {
    const step = await reading.next();
    if (step.done === true) return step.value;
    yield { kind: 'progress', phase: 'reading', ...step.value };
  }
}

/** An account as the reader of logs needs it: it is handed to other threads. */
function plain({ account, uid, domains, mailboxes }: KnownAccount) {
  return { account, uid, domains, mailboxes };
}

interface ToKeep {
  readonly packId: string | null;
  readonly facts: LogFacts;
  readonly accounts: readonly KnownAccount[];
  readonly signal: AbortSignal | undefined;
}

/** Keeps what a log says; yields once before. Given up, nothing is kept. Returns its id. */
export async function* keep(core: Core, { packId, facts, accounts, signal }: ToKeep): AsyncGenerator<Progress, string, void> {
  const total = facts.accounts.length;
  yield { kind: 'progress', phase: 'keeping', done: 0, total };
  const id = core.ids.next();
  const keeping = keepLog(core, {
    id,
    packId,
    facts,
    replies: facts.replies.map(classified),
    recognised: recognised(accounts),
    offset: hourOffset(facts.zone, facts.from ?? 0),
    author: await readAuthor(core, core.db.read),
    readAt: core.clock.now(),
  });
  for await (const done of keeping) {
    signal?.throwIfAborted();
    yield { kind: 'progress', phase: 'keeping', done, total };
  }
  core.changed('logs');
  return id;
}
