/** Which program wrote a mail log. */
export const LOG_FORMATS = ['exim', 'postfix', 'events'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/**
 * What is counted for each account. A recipient counts once for its message, however often it was tried.
 * `messages`: accepted from the account, with a recipient. `recipients`: of those outside this server. `delivered`, `failed`: what finally became of them.
 * `deferredRecipients`: put off at least once. `bounces`: reports of failure made for them, warnings of delay excepted. `localRecipients`: on this server.
 * `queuedAtEnd`: still open where the log ends. `forwardedIn`: sent out by a forwarder of the account for mail from outside.
 * `limitRefusals`: recipients refused or put off by a limit or suspension at the host itself; they are in `failed` or `deferredRecipients` as well.
 */
export const LOG_MEASURES = [
  'messages',
  'recipients',
  'delivered',
  'failed',
  'deferredRecipients',
  'bounces',
  'localRecipients',
  'queuedAtEnd',
  'forwardedIn',
  'limitRefusals',
] as const;
export type LogMeasure = (typeof LOG_MEASURES)[number];
export type LogCounts = Readonly<Record<LogMeasure, number>>;

/** How the account of a message was known, the most trustworthy first. What a message says of its sender (`From`) is never among them. */
export const LOG_IDENTITIES = ['login', 'panel', 'script', 'user', 'domain'] as const;
export type LogIdentity = (typeof LOG_IDENTITIES)[number];

/** An account as messages are recognised by: its system user, domains and mailboxes. Lower case but for `account`. */
export interface LogAccount {
  readonly account: string;
  readonly uid: number | null;
  readonly domains: readonly string[];
  readonly mailboxes: readonly string[];
}

/** A place in the files that were read. `line` counts from 1 in its file; `text` has no name before the @ of a recipient, no subject, and at most 500 characters. */
export interface LogLine {
  readonly file: number;
  readonly line: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly text: string;
}

/** Seconds of one cell: a quarter, so that cells add up to the hours of every time zone. */
export const LOG_CELL_SECONDS = 900;

/** One quarter of an hour of an account. Each figure stands at its own time: messages at their submission, outcomes when they came. */
export interface LogCell {
  /** Epoch seconds. */
  readonly start: number;
  readonly counts: LogCounts;
  /** What became of the recipients that were submitted in this quarter, by reply (index in `replies`): late answers count where the mail was sent. */
  readonly outcomes: readonly { readonly reply: number; readonly failed: number; readonly deferred: number }[];
}

/** One hour of an account, for what cannot be added up from quarters. */
export interface LogHour {
  readonly start: number;
  /** Different recipients outside: exact to 1,000, then within 3 %. */
  readonly uniqueRecipients: number;
}

/**
 * What an account sends with. `script`: directory or name of a script. `login`: a mailbox that logs in; `sources` = addresses it came from. `sender`: envelope sender.
 * `subject`: one subject many times. `destination`: domain of recipients. `refused_login`: logins refused for a mailbox of the account.
 */
export const LOG_TRACES = ['script', 'login', 'sender', 'subject', 'destination', 'refused_login'] as const;
/** Value of the trace in which foreign senders are together that are too many to be told one by one; `sources` and `fresh` of it are how many there are. */
export const LOG_OTHERS = '…';
export type LogTraceKind = (typeof LOG_TRACES)[number];

/** What a trace counts in one stretch of time: a quarter of an hour, as its source has it. */
export interface LogTraceSlot {
  /** Epoch seconds. */
  readonly start: number;
  readonly seconds: number;
  readonly messages: number;
  readonly recipients: number;
  readonly failed: number;
  /** Different network addresses in the hour that ends with the slot. */
  readonly sources: number;
  /** Of those in the slot: with this trace for the first time, so that all up to an instant add up to how many it came from by then. */
  readonly fresh: number;
}

export interface LogTrace {
  readonly kind: LogTraceKind;
  readonly value: string;
  /** Of senders: none of the domains of the account. */
  readonly foreign: boolean;
  readonly messages: number;
  readonly recipients: number;
  readonly failed: number;
  readonly sources: number;
  /** Ascending, apart from each other. */
  readonly slots: readonly LogTraceSlot[];
  readonly first: LogLine;
  /** Epoch seconds. */
  readonly lastAt: number;
}

export interface LogAccountFacts {
  readonly account: string;
  readonly totals: LogCounts;
  readonly uniqueRecipients: number;
  /** Messages by how the account was known. */
  readonly identities: Readonly<Record<LogIdentity, number>>;
  /** Ascending; quarters without anything are left out. */
  readonly cells: readonly LogCell[];
  readonly hours: readonly LogHour[];
  /** The largest of each kind, at most 20. */
  readonly traces: readonly LogTrace[];
  /** First places of each reply it got, at most 3 a reply and day (UTC) and 600 in all. */
  readonly refusals: readonly { readonly reply: number; readonly line: LogLine }[];
}

/** A reply or reason, once for all that differ only by addresses, numbers and marks. */
export interface LogReply {
  /** The first that was seen, without the name before the @ of recipients, at most 300 characters. */
  readonly text: string;
  /** Reply code of SMTP; 0 = none. */
  readonly code: number;
  /** Enhanced status code (RFC 3463); '' = none. */
  readonly enhanced: string;
  readonly failed: number;
  readonly deferred: number;
  readonly firstAt: number;
}

/** What a server itself stops mail with: a limit of messages or of failures, a suspension, a hold, a login that may not send. */
export const LOG_LIMITS = ['messages', 'failures', 'suspended', 'held', 'login_blocked'] as const;
export type LogLimitKind = (typeof LOG_LIMITS)[number];

/** How often a limit was met in a quarter of an hour. Epoch seconds. */
export interface LogLimitSlot {
  readonly start: number;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * A limit or a suspension that the server itself spoke of: once for all that follows closely; what comes much later is another matter. `allowed`, `counted`: its
 * numbers in the first line; null = not said.
 */
export interface LogLimit {
  readonly kind: LogLimitKind;
  readonly account: string;
  readonly allowed: number | null;
  readonly counted: number | null;
  readonly times: number;
  readonly lastAt: number;
  readonly first: LogLine;
  /** Ascending; quarters without any are left out. */
  readonly slots: readonly LogLimitSlot[];
}

export const LOG_GAPS = ['silence', 'backwards'] as const;

/** A silence of the log that is longer than its usual ones, or a place where its time went back. Epoch seconds. */
export interface LogGap {
  readonly kind: (typeof LOG_GAPS)[number];
  readonly from: number;
  readonly to: number;
}

/**
 * What is to be known of a file before its figures are used. `copy`: not read, as all of it stands in `other`. `empty`: nothing is in it. `cut`: packed, and cut off or
 * damaged; read up to its `to`. `overlap`: it begins before `other` ends, and messages that both tell of may be counted twice.
 */
export const LOG_FILE_NOTES = ['copy', 'empty', 'cut', 'overlap'] as const;

/** A note on a file; `other` = name of the file it speaks of, '' = none. */
export interface LogFileNote {
  readonly kind: (typeof LOG_FILE_NOTES)[number];
  readonly other: string;
}

/** A file that was read, or left out. Epoch seconds. */
export interface LogFileFacts {
  readonly name: string;
  /** Of its text, unpacked. */
  readonly bytes: number;
  readonly lines: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly notes: readonly LogFileNote[];
}

/** What a log may not show, as its lines never held it. */
export const LOG_ABSENT = ['subjects', 'recipients', 'scripts', 'deferrals', 'logins'] as const;

/** What a log says. Everything is counted in the time zone `zone` where stamps carry none. */
export interface LogFacts {
  readonly format: LogFormat;
  readonly lines: number;
  /** Lines that were not understood, of those `truncated` too long to be read. Lines that mean nothing here are not among them. */
  readonly skipped: number;
  /** Epoch seconds of the first and the last line; null = no line has a time. */
  readonly from: number | null;
  readonly to: number | null;
  readonly zone: string;
  /** Those that were read in the order in which they were written, then those that were left out. */
  readonly files: readonly LogFileFacts[];
  readonly gaps: readonly LogGap[];
  readonly accounts: readonly LogAccountFacts[];
  readonly replies: readonly LogReply[];
  readonly limits: readonly LogLimit[];
  /** Messages that left and belong to no account: from system users, relays, or without a trace. */
  readonly unattributed: { readonly messages: number; readonly recipients: number; readonly examples: readonly LogLine[] };
  readonly absent: readonly (typeof LOG_ABSENT)[number][];
}
