import type { z } from 'zod';
import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import { Language } from '../../contract/common.ts';
import { OutboxRow, OutboxState, OutboxSummary, Transport } from '../../contract/outbox.ts';
import { toIso } from '../../shared/dates.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { countingOf } from './choice.ts';
import { closedDestinations, waitingFor } from './destinations.repo.ts';
import { forecast } from './forecast.rules.ts';
import { type OutboxRecord, sentSince, stateCounts } from './outbox.repo.ts';
import type { OutboxWorker } from './outbox.worker.ts';
import { type PaceReason, strictest } from './pacing.rules.ts';
import { putOffIn, requestOf } from './patience.rules.ts';
import { type PauseReason, pausedBecause } from './paused.repo.ts';
import { waitingMessages } from './queue.repo.ts';
import { LONGEST_RETRY_MS, type Trouble } from './retry.rules.ts';

/** Rows beyond this are not placed one by one; the time they take is extrapolated. */
const FORECAST_ROWS = 2000;

interface Outlook {
  /** Until when destinations want to be left alone. */
  readonly closed: ReadonlyMap<string, number>;
  readonly paused: PauseReason;
  readonly expected: ReadonlyMap<string, { readonly at: number; readonly reason: PaceReason | null }>;
  readonly nextAt: number | null;
  readonly emptyAt: number | null;
}

/** Words what the queue is and does for the screens. Reads only. */
export class OutboxView {
  readonly #core: Core;
  readonly #worker: OutboxWorker;

  constructor(core: Core, worker: OutboxWorker) {
    this.#core = core;
    this.#worker = worker;
  }

  /** When everything that waits is expected to leave, by wall clock. */
  async outlook(): Promise<Outlook> {
    const db = this.#core.db.read;
    const { pacer } = this.#worker;
    const rows = await waitingMessages(db, FORECAST_ROWS);
    const down = new Set([...this.#worker.troubles().keys()].map(String));
    const movable = rows.filter((row) => !down.has(row.transport));
    const now = this.#core.clock.now();
    const closed = new Map((await closedDestinations(db, now, LONGEST_RETRY_MS)).map(({ domain, until }) => [domain, until]));
    const waiting = movable.map((row) => {
      const due = row.due_at <= row.created_at ? 0 : row.due_at;
      const until = row.transport === 'smtp' ? (closed.get(row.destination) ?? 0) : 0;
      return { id: row.id, priority: row.priority, ...countingOf(row), dueAt: pacer.clock.fromWall(Math.max(due, until)) };
    });
    const places = forecast(pacer.clock.now(), waiting, pacer.state(await pacer.limits(db)));
    const paused = await pausedBecause(db);
    const times = places.map(({ at }) => pacer.clock.toWall(at));
    const standing = paused !== null || movable.length < rows.length;
    return {
      paused,
      closed,
      expected: new Map(places.map(({ id, at, reason }) => [id, { at: pacer.clock.toWall(at), reason }])),
      nextAt: paused !== null ? null : (times[0] ?? null),
      emptyAt: standing ? null : extrapolated(times, await this.#waitingCount()),
    };
  }

  async #waitingCount(): Promise<number> {
    const counts = await stateCounts(this.#core.db.read);
    return counts.filter(({ state }) => state === 'queued' || state === 'deferred').reduce((sum, { count }) => sum + count, 0);
  }

  row(record: OutboxRecord, outlook: Outlook): z.input<typeof OutboxRow> {
    const waiting = this.#waiting(record, outlook);
    return {
      id: record.id,
      clientId: record.client_id,
      client: record.client_name,
      kind: OutboxRow.shape.kind.parse(record.kind),
      state: OutboxState.parse(record.state),
      transport: Transport.parse(record.transport),
      to: record.recipient,
      subject: record.subject,
      language: Language.parse(record.language),
      dueAt: toIso(record.due_at),
      attempts: record.attempts,
      ...(record.sent_at === null ? {} : { sentAt: toIso(record.sent_at) }),
      ...(record.server_reply === '' ? {} : { serverReply: record.server_reply }),
      ...(record.error_code === '' ? {} : { errorCode: record.error_code }),
      ...failureOf(record),
      ...(waiting === undefined ? {} : { waiting }),
    };
  }

  #waiting(record: OutboxRecord, outlook: Outlook): z.input<typeof OutboxRow>['waiting'] {
    if (record.state !== 'queued' && record.state !== 'deferred') return undefined;
    if (outlook.paused !== null) return { reason: 'paused', until: null };
    const trouble = this.#worker.troubles().get(Transport.parse(record.transport));
    if (trouble !== undefined) return { reason: 'smtp_down', until: this.#probeAt(trouble) };
    const now = this.#core.clock.now();
    const place = outlook.expected.get(record.id);
    if (record.state === 'deferred' && record.due_at > now) return { reason: retryReason(record), until: toIso(place?.at ?? record.due_at) };
    const open = record.transport === 'smtp' ? outlook.closed.get(record.destination) : undefined;
    if (open !== undefined) return { reason: 'destination', until: toIso(place?.at ?? open) };
    if (place === undefined) return { reason: 'pace', until: null };
    return { reason: place.reason ?? (record.due_at > now ? 'planned' : 'next'), until: toIso(place.at) };
  }

  #probeAt(trouble: Trouble): string | null {
    return trouble.probeAt === null ? null : toIso(this.#worker.pacer.clock.toWall(trouble.probeAt));
  }

  async summary(): Promise<z.input<typeof OutboxSummary>> {
    const db = this.#core.db.read;
    const now = this.#core.clock.now();
    const outlook = await this.outlook();
    const counts = Object.fromEntries(OutboxState.options.map((state) => [state, 0]));
    for (const { state, count } of await stateCounts(db)) counts[state] = count;
    const trouble = this.#worker.storageTrouble() ?? [...this.#worker.troubles().values()][0];
    return {
      counts: OutboxSummary.shape.counts.parse(counts),
      paused: outlook.paused !== null,
      pausedBecause: outlook.paused,
      transport: (await readSettings(this.#core, db)).transport,
      pace: await this.#pace(),
      sentLastMinute: await sentSince(db, now - MINUTE_MS),
      sentLastHour: await sentSince(db, now - HOUR_MS),
      nextAt: outlook.nextAt === null ? null : toIso(outlook.nextAt),
      emptyAt: outlook.emptyAt === null ? null : toIso(outlook.emptyAt),
      destinations: await this.#destinations(now),
      trouble: trouble === undefined ? null : { code: trouble.code, reply: trouble.reply, since: toIso(trouble.since), retryAt: this.#probeAt(trouble) },
    };
  }

  async #destinations(now: number): Promise<z.input<typeof OutboxSummary>['destinations']> {
    const closed = await closedDestinations(this.#core.db.read, now, LONGEST_RETRY_MS);
    const waiting = await waitingFor(
      this.#core.db.read,
      closed.map(({ domain }) => domain),
    );
    return closed.map(({ domain, until, reply }) => ({ domain, until: toIso(until), reply, waiting: waiting.get(domain) ?? 0 }));
  }

  /** The strictest of the own pace and those of the hosts concerned: the ones with waiting mail, else all. */
  async #pace(): Promise<z.input<typeof OutboxSummary>['pace']> {
    const limits = await this.#worker.pacer.limits(this.#core.db.read);
    const concerned = new Set((await waitingMessages(this.#core.db.read, FORECAST_ROWS)).map((row) => row.host_id));
    const known = limits.hostIds.filter((id) => concerned.has(id));
    const candidates = [
      { limit: limits.own, hostId: null },
      ...(known.length > 0 ? known : limits.hostIds).flatMap((hostId) => limits.host(hostId).map((limit) => ({ limit, hostId }))),
    ].filter(({ limit }) => limit.reason === 'pace');
    const limit = strictest(candidates.map((candidate) => candidate.limit)) ?? limits.own;
    const hostId = candidates.find((candidate) => candidate.limit === limit)?.hostId ?? null;
    return { count: limit.count, seconds: limit.windowMs / 1000, owner: limit.owner, hostId };
  }
}

/** A destination that greylists wants to be asked again; any other server just has no room or no time. */
function retryReason({ server_reply }: OutboxRecord): 'greylisted' | 'retry' {
  return requestOf(putOffIn(server_reply)) === 'greylisted' ? 'greylisted' : 'retry';
}

/** What failed, of a message that was refused or came back. */
function failureOf({ failure_class, failure_target }: OutboxRecord): Pick<z.input<typeof OutboxRow>, 'failure'> {
  if (failure_class === null || failure_target === null) return {};
  return { failure: { class: BounceClass.parse(failure_class), target: BounceTarget.parse(failure_target) } };
}

/** The last of `times`, moved on at the same average pace to the end of `total` messages. */
function extrapolated(times: readonly number[], total: number): number | null {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  const each = times.length < 2 ? 0 : (last - first) / (times.length - 1);
  return Math.round(last + each * Math.max(0, total - times.length));
}
