import type { StopReason } from '../../contract/reminder-runs.ts';
import type { Period, PlanState, ReminderSettings, Why } from '../../contract/reminders.ts';

/** A rule as it is stored; `hostId`, `plan` and `clientId` are '' where they do not apply. */
export interface StoredRule {
  readonly scope: 'all' | 'host' | 'plan' | 'client';
  readonly hostId: string;
  readonly plan: string;
  readonly clientId: string;
  readonly period: Period;
}

/** A pause or an exception as it is stored. `untilOn` is its last day; `endedAt` = ended by hand. */
export interface StoredHold {
  readonly kind: 'pause' | 'exception';
  readonly scope: 'all' | 'host' | 'client';
  readonly hostId: string | null;
  readonly clientId: string | null;
  readonly untilOn: string | null;
  readonly endedAt: number | null;
}

/** A one-off reminder that is neither sent nor cancelled. `onDay` null = as soon as may be after it was asked for. */
export interface OpenOnce {
  readonly id: string;
  readonly onDay: string | null;
  readonly madeAt: number;
}

/** What stands between a client and his reminder, as the database has it. */
export interface Standing {
  /** Has an active account at the host. */
  readonly account: boolean;
  /** Every active account is told of the round in force. */
  readonly told: boolean;
  /** A notice for one of them is due, queued or failed. */
  readonly noticePending: boolean;
  /** A reminder is published for the host. */
  readonly text: boolean;
  /** `blocked`: there are addresses, and all are suppressed. */
  readonly address: 'ok' | 'none' | 'blocked';
  /** A merge field without value, found when it was composed. */
  readonly missingField: boolean;
}

/**
 * A client at a host, with what planning him needs. Instants are epoch milliseconds, days YYYY-MM-DD. Of `proofs` the nearest on either side of now are
 * enough: the newest not later than now, and the oldest later than now, which there is only after a clock was set back. More do no harm.
 */
export interface Pair {
  readonly clientId: string;
  readonly hostId: string;
  /** The client's own; '' = the zone of the context. */
  readonly timeZone: string;
  /** Plans of his active accounts at the host. */
  readonly plans: readonly string[];
  readonly standing: Standing;
  /** When he was told, or acknowledged, by anything that counts. */
  readonly proofs: readonly number[];
  /** When he acknowledged last; null = never. */
  readonly acknowledgedAt: number | null;
  /**
   * Periods that were served or passed over, by `practice` of the chosen transport. Enough are the maxima of `dueOn` and of `at` over the rows recorded by now,
   * and beside them the oldest later `at`, with the newest `dueOn` of all rows up to tomorrow (null = none).
   */
  readonly runs: readonly { readonly dueOn: string | null; readonly at: number }[];
  /**
   * Mails that left to the client (sent, uncertain, bounced), of all hosts and kinds but tests: every one since the day of duty, for a reminder that waited
   * through the quiet days of several is not late.
   */
  readonly mails: readonly number[];
  /** A message to the client, of any host and kind but tests, waits in the outbox or is leaving. */
  readonly mailWaiting: boolean;
  /** When the last late reminder of another host was queued for the client; null = never. */
  readonly caughtUpAt: number | null;
  /** This pair's reminder in the outbox; null without one. */
  readonly queued: { readonly period: string; readonly dueOn: string; readonly dueAt: number } | null;
  readonly once: readonly OpenOnce[];
}

/** What `planContext` is made from: once for any number of pairs. */
export interface PlanSource {
  readonly now: number;
  readonly settings: ReminderSettings;
  /** IANA name of the zone of clients without one: that of the settings, or the computer's. */
  readonly timeZone: string;
  readonly rules: readonly StoredRule[];
  /** Those not ended; those ended by hand lately are taken too, for the explanation. */
  readonly holds: readonly StoredHold[];
  /** Name of the public holiday on a day, '' for a day of one's own, null = none. */
  readonly holidayOn: (day: string) => string | null;
  /** SHA-256 in hexadecimal (`core.hasher.sha256`), for the spread. */
  readonly sha256: (text: string) => string;
}

/**
 * The decision for one client at one host. `state` is never `asks`: whether late ones may go is decided over all of them (`backlog`).
 *
 * Params of `why`, by code (days YYYY-MM-DD, times HH:MM):
 * `proof` {on} · `last_reminder` {on} · `after` {on} · `rule_of` {scope, plan} · `months` {count, on} · `weeks` {count, on} · `dates` {on} · `once` {on} ·
 * `rest` {on = date passed over, days} · `missed` {count = earlier days of duty passed over} · `spread` {days, on} · `quiet` {days, on = day of the mail} ·
 * `weekend` {from, to} · `holiday` {on, name} · `hours` {from, to} · `zone` {zone} · `clock_shift` {on} · `hold_ended` {on} · `late` {on = day it was to leave} ·
 * `paused` and `excepted` {on = last day, '' = until ended by hand}
 */
export interface Plan {
  readonly clientId: string;
  readonly hostId: string;
  readonly state: Exclude<PlanState, 'asks'>;
  /** Key of the period for `reminder_run`: its day of duty, or `once <id>`; null when there is none. */
  readonly period: string | null;
  readonly dueOn: string | null;
  /** The first day of duty that this one stands for: the same as `dueOn` unless some were missed. By it the oldest goes first. */
  readonly dueSince: string | null;
  /** Not before now, unless it may leave now: then it is at most now. Null when stopped, or held without end. Of one in the outbox, when it may leave from there. */
  readonly sendAt: number | null;
  /** Day of `sendAt` in the client's zone. */
  readonly sendOn: string | null;
  readonly stop: StopReason | null;
  readonly heldUntil: string | null;
  readonly once: string | null;
  /** The zone it was planned in. */
  readonly timeZone: string;
  readonly why: readonly Why[];
}
