import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import type { ErrorParams } from '../shared/app-error.ts';
import type { LogFacts } from '../shared/logs.ts';
import type { LogTask } from './log-tasks.ts';

/** What a thread is started for: to read parts of logs, or to lead those that do. */
export type LogRole =
  | { readonly role: 'read'; readonly format: 'exim' | 'postfix'; readonly zone: string }
  | { readonly role: 'lead'; readonly request: LogRequest; readonly follow: boolean };

/** To a reader: what to read next, and that it may go on after a part. */
export type ToReader = { readonly task: LogTask } | { readonly more: true };

/** From a reader. `cut`: the file of the task ends before its end. `part`: a stretch of the task, `last` = the task is done. */
export type FromReader =
  | { readonly onDisk: number }
  | { readonly cut: true }
  | { readonly part: Stretch; readonly last: boolean; readonly bytes: number }
  | { readonly problem: Problem };

/** From who leads. */
export type FromLeader = { readonly done: number; readonly total: number } | { readonly counted: Counted } | { readonly problem: Problem };

/** What was counted, before accounts are found for it: tables pass from thread to thread much faster than what is made of them. */
export interface Counted {
  readonly whole: Stretch;
  readonly format: 'exim' | 'postfix';
  readonly files: LogFacts['files'];
}

/** An error as it passes between threads; `code` '' = a defect. */
export interface Problem {
  readonly code: string;
  readonly params: ErrorParams;
  readonly message: string;
}
