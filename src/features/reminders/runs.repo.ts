import type { z } from 'zod';
import { ClientId, NoticeId, OutboxId } from '../../contract/ids.ts';
import { OutboxState, Transport } from '../../contract/outbox.ts';
import type { reminders } from '../../contract/reminders.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';

/** What was done about a period. */
export interface NewRun {
  readonly clientId: string;
  readonly hostId: string;
  readonly practice: boolean;
  readonly period: string;
  readonly dueOn: string;
  /** Null = it was passed over. */
  readonly noticeId: string | null;
  /** It was late: what the client missed at other hosts is no late reminder any more. */
  readonly late: boolean;
  readonly author: string;
  readonly at: number;
}

type RunKey = Pick<NewRun, 'clientId' | 'hostId' | 'practice' | 'period'>;

/** Whether something was done about a period already. */
export async function isServed(db: ReadDb, { clientId, hostId, practice, period }: RunKey): Promise<boolean> {
  const run = await db
    .selectFrom('reminder_run')
    .where('client_id', '=', clientId)
    .where('host_id', '=', hostId)
    .where('practice', '=', practice ? 1 : 0)
    .where('period', '=', period)
    .select('period')
    .executeTakeFirst();
  return run !== undefined;
}

/** Writes down what was done about a period. The primary key refuses a second time. */
export async function insertRun(tx: WriteDb, run: NewRun): Promise<void> {
  await tx
    .insertInto('reminder_run')
    .values({
      client_id: run.clientId,
      host_id: run.hostId,
      practice: run.practice ? 1 : 0,
      period: run.period,
      due_on: run.dueOn,
      outcome: run.noticeId === null ? 'skipped' : run.late ? 'caught_up' : 'queued',
      notice_id: run.noticeId,
      author: run.author,
      at: run.at,
    })
    .execute();
}

type History = z.input<NonNullable<(typeof reminders.history)['~orpc']['outputSchema']>>;
type HistoryQuery = z.output<NonNullable<(typeof reminders.history)['~orpc']['inputSchema']>>;

/** What was sent or passed over, newest first. */
export async function listRuns(db: ReadDb, { clientId, search, offset, limit }: HistoryQuery): Promise<History> {
  const wanted = fold(search);
  const chosen = db
    .selectFrom('reminder_run')
    .leftJoin('client', 'client.id', 'reminder_run.client_id')
    .leftJoin('outbox', 'outbox.notice_id', 'reminder_run.notice_id')
    .innerJoin('host', 'host.id', 'reminder_run.host_id')
    .$if(clientId !== undefined, (runs) => runs.where('reminder_run.client_id', '=', clientId ?? ''))
    .$if(wanted !== '', (runs) =>
      runs.where((eb) => eb(eb.fn<number>('instr', [eb.fn.coalesce('client.search_key', 'outbox.search_key', eb.val('')), eb.val(wanted)]), '>', 0)),
    );
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await chosen
    .select(['reminder_run.client_id', 'reminder_run.due_on', 'reminder_run.at', 'reminder_run.outcome', 'reminder_run.notice_id', 'reminder_run.author'])
    .select(['client.name', 'host.name as hostName', 'outbox.id as outboxId', 'outbox.state', 'outbox.transport', 'outbox.client_name'])
    .orderBy('reminder_run.at', 'desc')
    .orderBy('reminder_run.due_on', 'desc')
    .orderBy('reminder_run.client_id')
    .orderBy('reminder_run.host_id')
    .offset(offset)
    .limit(limit)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({
      clientId: ClientId.parse(row.client_id),
      clientName: row.name ?? row.client_name ?? '',
      hostName: row.hostName,
      dueOn: row.due_on,
      at: toIso(row.at),
      outcome: row.outcome === 'skipped' ? 'skipped' : 'queued',
      noticeId: row.notice_id === null ? null : NoticeId.parse(row.notice_id),
      outboxId: row.outboxId === null ? null : OutboxId.parse(row.outboxId),
      state: row.state === null ? null : OutboxState.parse(row.state),
      transport: row.transport === null ? null : Transport.parse(row.transport),
      author: row.author,
    })),
  };
}
