import { fail } from '../../contract/fail.ts';
import type { Call, Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { InnocentsTold } from '../../contract/repermission.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { doubtsIn, findCase } from '../incidents/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { letterFor, listInnocents, noteTold, previewFor, queueFor, requireInnocent, type ToInnocent } from './innocents.ts';

type Own = Handlers<Contract['innocents']>;
type Tell = Own['tell'];
type Blocked = InnocentsTold['blocked'][number];

/** The functions of `contract.innocents`. */
export function innocentsHandlers(core: Core, { enqueue }: Pick<Outbox, 'enqueue'>): Own {
  return {
    list: ({ incidentId }) => listInnocents(core, incidentId),
    preview: (whom) => previewFor(core, whom),
    tell: (input, { signal }) => tellInnocents(core, enqueue, { input, signal }),
  };
}

/** Each letter is a transaction of its own: whoever stops it finds every client either told or not yet. */
async function* tellInnocents(core: Core, enqueue: Outbox['enqueue'], { input, signal }: { input: Parameters<Tell>[0] } & Call): ReturnType<Tell> {
  const { incidentId, doubtful } = input;
  const clientIds = [...new Set(input.clientIds)];
  const found = await findCase(core, core.db.read, incidentId);
  if (found.stored.closedAt !== null) throw fail('incident_closed', {});
  for (const clientId of clientIds) requireInnocent(found, clientId);
  const doubts = doubtful ? new Map() : await doubtsIn(core.db.read, found.stored);
  const blocked: Blocked[] = [];
  let [queued, noted, done] = [0, 0, 0];
  try {
    for (const clientId of clientIds) {
      yield { kind: 'progress', phase: 'composing', done, total: clientIds.length };
      signal?.throwIfAborted();
      const whom = { incidentId, clientId };
      const note = clientId === clientIds.at(-1) ? queued + 1 : null;
      const told = doubts.has(clientId) ? await blockedRow(core, whom, { because: 'doubtful', words: [] }) : await tellOne(core, enqueue, { whom, note });
      if (typeof told === 'object') blocked.push(told);
      else if (told) [queued, noted] = [queued + 1, note ?? noted];
      done += 1;
      await core.clock.yield();
    }
  } finally {
    // Somebody stopped it, or the last was not written to.
    if (noted < queued) await core.db.write((tx) => noteTold(core, tx, { incidentId, count: queued }));
    if (queued > 0) core.changed('incidents', 'outbox');
  }
  yield { kind: 'done', result: { queued, alreadyTold: done - queued - blocked.length, blocked } };
}

/** Whom to tell; `note` = with his letter, how many were told is told; null = others follow. */
interface Telling {
  readonly whom: ToInnocent;
  readonly note: number | null;
}

/** True = queued, false = he was told before; otherwise why not. */
async function tellOne(core: Core, enqueue: Outbox['enqueue'], { whom, note }: Telling): Promise<boolean | Blocked> {
  const composed = await letterFor(core, whom).catch((error: unknown) => because(error));
  if (typeof composed === 'string') return blockedRow(core, whom, { because: composed, words: [] });
  const { prepared, names } = composed;
  if (names.length > 0) return blockedRow(core, whom, { because: 'names_client', words: names });
  return await core.db.write(async (tx) => {
    const isQueued = await queueFor(core, tx, { prepared, enqueue });
    if (isQueued && note !== null) await noteTold(core, tx, { incidentId: whom.incidentId, count: note });
    return isQueued;
  });
}

/** What lies in this one client; everything else ends the whole. */
function because(error: unknown): Blocked['because'] {
  if (error instanceof AppError && error.code === 'letter_no_contact') return 'no_contact';
  if (error instanceof AppError && error.code === 'letter_incomplete') return 'incomplete';
  throw error;
}

async function blockedRow(core: Core, { clientId }: ToInnocent, why: Pick<Blocked, 'because' | 'words'>): Promise<Blocked> {
  const { name } = await core.db.read.selectFrom('client').where('id', '=', clientId).select('name').executeTakeFirstOrThrow();
  return { clientId, name, ...why };
}
