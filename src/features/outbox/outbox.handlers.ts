import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { OutboxState } from '../../contract/outbox.ts';
import type { WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import type { OnSettled } from '../hooks.ts';
import { reopenDestination } from './destinations.repo.ts';
import { flush } from './flush.ts';
import { contentOf, eventsOf, findMessage, listMessages, type OutboxRecord, setState } from './outbox.repo.ts';
import { OutboxView } from './outbox.view.ts';
import type { OutboxWorker } from './outbox.worker.ts';
import { pausedBecause, setPaused } from './paused.repo.ts';
import { announce } from './settle.ts';

const REPEATABLE: readonly string[] = ['failed', 'uncertain', 'deferred'];
/** A failed one as well: only a new notice can go to a corrected address. Never an uncertain one: the client may have it. */
const WITHDRAWABLE: readonly string[] = ['queued', 'deferred', 'failed'];

async function existing(core: Core, id: string): Promise<OutboxRecord> {
  const message = await findMessage(core.db.read, id);
  if (message === undefined) throw fail('outbox_not_found', {});
  return message;
}

/** The message as a file to open elsewhere. */
async function asFile(core: Core, id: string): Promise<FileRef> {
  const message = await existing(core, id);
  const eml = await contentOf(core.db.read, id);
  if (eml === undefined) throw fail('outbox_not_found', {});
  const name = `${toIso(message.created_at).slice(0, 10)} ${message.client_name === '' ? message.recipient : message.client_name}`;
  const { ref } = await core.files.put(`${safeFileName(name)}.eml`, 'message/rfc822', eml);
  return ref;
}

/** The functions of `contract.outbox`. */
export function outboxHandlers(core: Core, worker: OutboxWorker, onSettled: OnSettled): Handlers<Contract['outbox']> {
  const view = new OutboxView(core, worker);
  const setPause = async (paused: boolean) => {
    await core.db.write(async (tx) => {
      // A restored backup stays what it is until somebody lets it send.
      if (!paused || (await pausedBecause(tx)) === null) await setPaused(tx, paused);
    });
    core.changed('outbox');
    if (!paused) await worker.forgetTrouble();
    return view.summary();
  };
  return {
    list: async (query) => {
      const { total, rows } = await listMessages(core.db.read, query);
      const outlook = await view.outlook();
      return { total, rows: rows.map((row) => view.row(row, outlook)) };
    },
    get: async ({ id }) => {
      const message = await existing(core, id);
      const events = await eventsOf(core.db.read, id);
      return {
        ...view.row(message, await view.outlook()),
        messageId: message.message_id,
        from: message.sender,
        events: events.map((event) => ({ at: toIso(event.at), state: OutboxState.parse(event.state), reply: event.reply, errorCode: event.error_code })),
      };
    },
    eml: async ({ id }) => ({ fileRef: await asFile(core, id) }),
    summary: () => view.summary(),
    pause: () => setPause(true),
    resume: () => setPause(false),
    cancel: async ({ ids }) => ({ cancelled: await cancel(core, ids, onSettled) }),
    retry: async ({ id }) => {
      await requeue(core, id);
      await worker.forgetTrouble();
      return view.row(await existing(core, id), await view.outlook());
    },
    flush: (_input, { signal }) => flushed(view, flush(core, worker, signal)),
  };
}

/** With the result it says why something may still wait. */
async function* flushed(view: OutboxView, steps: ReturnType<typeof flush>) {
  for await (const step of steps) {
    if (step.kind === 'progress') {
      yield step;
      continue;
    }
    const { paused, pausedBecause, trouble } = await view.summary();
    yield { kind: step.kind, result: { ...step.result, paused, pausedBecause, trouble } };
  }
}

/** Notices that came back and whose accounts are not due again yet. What came back stays returned, whatever becomes of it. */
async function returnedNotices(tx: WriteDb, messages: readonly OutboxRecord[]): Promise<OutboxRecord[]> {
  const ids = messages.flatMap(({ state, kind, notice_id }) => (state === 'bounced' && kind === 'notice' && notice_id !== null ? [notice_id] : []));
  if (ids.length === 0) return [];
  const open = await tx.selectFrom('notice').select('id').where('id', 'in', ids).where('withdrawn_at', 'is', null).execute();
  return messages.filter(({ state, notice_id }) => state === 'bounced' && open.some(({ id }) => id === notice_id));
}

/** Takes out those of `ids` that still wait, failed or came back; refused when none does. */
async function cancel(core: Core, ids: readonly string[], onSettled: OnSettled): Promise<number> {
  const cancelled = await core.db.write(async (tx) => {
    const messages: OutboxRecord[] = [];
    for (const id of new Set(ids)) {
      const message = await findMessage(tx, id);
      if (message === undefined) throw fail('outbox_not_found', {});
      messages.push(message);
    }
    const open = messages.filter((message) => WITHDRAWABLE.includes(message.state));
    const returned = await returnedNotices(tx, messages);
    if (open.length + returned.length === 0) throw fail('outbox_wrong_state', { state: messages[0]?.state ?? '' });
    const change = { state: 'cancelled', at: core.clock.now(), reply: '', errorCode: '' } as const;
    for (const message of open) await setState(tx, message.id, change);
    for (const message of [...open, ...returned]) await announce(tx, { message, change }, onSettled);
    return open.length + returned.length;
  });
  core.changed('outbox', 'notices', 'clients', 'evidence');
  return cancelled;
}

/** Queues a message that failed, was put off, or whose fate is unknown, as if it were new; the Message-ID tells a recipient's system that it is the same. */
async function requeue(core: Core, id: string): Promise<void> {
  await core.db.write(async (tx) => {
    const message = await findMessage(tx, id);
    if (message === undefined) throw fail('outbox_not_found', {});
    if (!REPEATABLE.includes(message.state)) throw fail('outbox_wrong_state', { state: message.state });
    const now = core.clock.now();
    // The user asks for it now, whatever its destination wished.
    await reopenDestination(tx, message.destination);
    await setState(tx, id, { state: 'queued', at: now, reply: '', errorCode: '', dueAt: message.created_at, attempts: 0 });
  });
  core.changed('outbox', 'notices', 'clients', 'evidence');
}
