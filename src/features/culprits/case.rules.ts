import type { z } from 'zod';
import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { LogLine, LogTrace } from '../../contract/logs.ts';
import type { LogFacts, LogGap, LogLimitKind, LogLimitSlot, LogTrace as TraceFacts } from '../../shared/logs.ts';

/** Whose answer decides what a failure says. */
export type FailureClass = z.infer<typeof BounceClass>;
export type FailureTarget = z.infer<typeof BounceTarget>;
/** A place in a log, as the contract says. */
export type CaseLine = z.infer<typeof LogLine>;

/** What became of the recipients of one slot, by class and target of the answer. `deferred`: put off at least once, whatever came of it. */
export interface CaseOutcome {
  readonly class: FailureClass;
  readonly target: FailureTarget;
  readonly failed: number;
  readonly deferred: number;
}

/**
 * A stretch of time of one account, by the time of submission. Epoch seconds. Slots of a series ascend and do not overlap; inside the `covered` stretches of
 * their source a slot that is left out is zero, outside it is unknown.
 */
export interface CaseSlot {
  readonly start: number;
  readonly seconds: number;
  /** Recipients outside the server, each once for its message; of panels whatever they count (`definition` of the source). */
  readonly recipients: number;
  /** Messages; null = not told apart from recipients. */
  readonly messages: number | null;
  /** Failed for good, for whatever reason; null = this source does not say. */
  readonly failed: number | null;
  /** Put off at least once; null = not said. */
  readonly deferred: number | null;
  /** Sent on by a forwarder for mail from outside; not in `recipients`. */
  readonly forwarded: number;
  /** Why they failed; empty when the source counts only. Failures of forwarded mail are not among them, as far as the source can tell. */
  readonly outcomes: readonly CaseOutcome[];
  /** It was found to be no quiet one before (an alert), or the account was stopped: it teaches nothing of what is usual. */
  readonly excepted: boolean;
}

/** A trace with the stretches it was seen in: quarters near the window, which begins and ends with one, hours farther away. */
export interface CaseTrace extends LogTrace {
  readonly slots: TraceFacts['slots'];
}

/** One of the first lines in which an account met an answer. */
export interface CaseRefusal {
  readonly class: FailureClass;
  readonly target: FailureTarget;
  readonly line: CaseLine;
}

/** A limit or suspension the server spoke of to this account: all that follows closely on each other. Epoch seconds. */
export interface CaseLimit {
  readonly kind: LogLimitKind;
  readonly allowed: number | null;
  readonly counted: number | null;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly line: CaseLine | null;
  /** The quarters in which it was met, ascending. */
  readonly slots: readonly LogLimitSlot[];
}

/** A stretch of time. Epoch seconds; `to` is not in it. */
export interface CaseSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * What one source says of one account: figures, traces and answers of two sources are never added up. `source`: place in the sources of the case. `covered`: of
 * whom is silent this source knows something in these stretches only, ascending and apart from each other; null = wherever the source was read.
 */
export interface CaseSeries {
  readonly source: number;
  readonly covered: readonly CaseSpan[] | null;
  readonly slots: readonly CaseSlot[];
  /** Up to the end of the window (refused logins to a day after it): their figures are the sums of their slots. */
  readonly traces: readonly CaseTrace[];
  readonly refusals: readonly CaseRefusal[];
  readonly limits: readonly CaseLimit[];
}

/** What an account may send, and from where that is known: set at the panel, or observed in words of the server that name a number. */
export interface CaseAllowance {
  readonly count: number;
  readonly seconds: number;
  readonly counts: 'messages' | 'recipients' | 'failures';
  readonly from: 'panel' | 'observed';
}

/** When a panel showed that an account was stopped (`suspended`, or only its mail), with the reason as the host put it in a class. Epoch seconds. */
export interface CaseStop {
  readonly at: number;
  /** Its reason is about mail, or none was given. */
  readonly aboutMail: boolean;
}

/** A mailing that the client had announced. `recipients` null = no number was given. Epoch seconds. */
export interface CaseAnnouncement {
  readonly from: number;
  readonly to: number;
  readonly recipients: number | null;
}

export interface CaseAccount {
  readonly account: string;
  readonly domain: string;
  readonly hostedId: string | null;
  readonly clientId: string | null;
  readonly clientName: string;
  /** At most one for each source. */
  readonly series: readonly CaseSeries[];
  /** Its own limits, the tightest of each window and thing counted; empty = none is known. */
  readonly allowed: readonly CaseAllowance[];
  readonly stops: readonly CaseStop[];
  readonly announcements: readonly CaseAnnouncement[];
  /** Complaints about its mail. Epoch seconds. */
  readonly complaints: readonly { readonly at: number; readonly count: number }[];
}

/** What a log cannot show (`LogFacts.absent`). */
export type CaseAbsent = LogFacts['absent'][number];

/**
 * Where figures come from. `log`: recipients by quarter of an hour with reasons. `panel`: counts only, in its own grain and definition. Figures of two sources
 * are never added up; logs of the same server and time that were joined are one source.
 */
export interface CaseSource {
  readonly kind: 'log' | 'panel';
  readonly name: string;
  /** Stretches that were read, ascending, apart from each other; outside them nothing is known. Epoch seconds. */
  readonly covered: readonly CaseSpan[];
  /** Seconds of the finest slots it has. */
  readonly grain: number;
  /** What it counts, as the panel defines it (shown in the gap `counts_only`); '' for logs. */
  readonly definition: string;
  readonly gaps: readonly LogGap[];
  /** Stretches that more than one log tells of; what they say of it is counted once. */
  readonly overlaps: readonly CaseSpan[];
  readonly lines: number;
  readonly skipped: number;
  readonly absent: readonly CaseAbsent[];
  readonly unattributed: { readonly messages: number; readonly recipients: number };
}

/** The limit of the host on mail of the whole pack, or of each account (`scope`): as its rules say, else as the panel sets it for most accounts. */
export interface CaseRule {
  readonly count: number;
  readonly seconds: number;
  readonly scope: string;
  readonly counts: 'messages' | 'recipients';
  readonly from: 'host' | 'panel';
}

/** Everything that is judged: plain data, so that it can be kept, hashed and judged again. Accounts in any order; the verdict does not depend on it. */
export interface Case {
  /** The moment: the window ends here. Epoch seconds. */
  readonly at: number;
  readonly windowSeconds: number;
  /** IANA zone in which nights are nights. */
  readonly zone: string;
  readonly accounts: readonly CaseAccount[];
  readonly sources: readonly CaseSource[];
  readonly limit: CaseRule | null;
}
