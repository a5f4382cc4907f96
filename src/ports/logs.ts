import type { LogAccount, LogFacts } from '../shared/logs.ts';

/** A log of this machine. `path` is where the adapter finds it; the core only hands it on. */
export interface LogFile {
  readonly name: string;
  readonly path: string;
}

export interface LogRequest {
  /** In any order; rotated and compressed ones among them. */
  readonly files: readonly LogFile[];
  readonly format: 'auto' | 'exim' | 'postfix';
  /** IANA zone of stamps without one. */
  readonly zone: string;
  /** Year of the first line, for stamps without one; null = from the files' names and times. */
  readonly year: number | null;
  /** Whom messages may belong to; empty = logins, users and domains stand for themselves. */
  readonly accounts: readonly LogAccount[];
}

/**
 * Reads mail logs on threads of their own, in bounded memory, and keeps no recipient and no subject but in masked lines and counts.
 * Throws `log_not_recognised`, `log_unreadable`, `file_not_found`, and an abort as it comes.
 */
export interface LogScanner {
  /** `progress` hears of bytes of the files as they lie on the disk. */
  scan(request: LogRequest, progress: (done: number, total: number) => void, signal?: AbortSignal): Promise<LogFacts>;
  /** Reads the files, then what is added to the newest of them, rotation included, until `signal` aborts; `changed` hears the facts so far, at most once a second. */
  follow(request: LogRequest, changed: (facts: LogFacts) => void, signal: AbortSignal): Promise<void>;
}
