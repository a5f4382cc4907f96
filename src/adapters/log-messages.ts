import type { MessagePort } from 'node:worker_threads';
import type { PackedAccount, PackedFacts } from '../logs/packed-facts.ts';
import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import { AppError, type ErrorParams } from '../shared/app-error.ts';
import type { LogTask } from './log-tasks.ts';

/** What a thread is started for: to read parts of logs, or to lead those that do, if there are any. */
export type LogRole =
  | { readonly role: 'read'; readonly port: MessagePort }
  | { readonly role: 'lead'; readonly request: LogRequest; readonly follow: boolean; readonly ports: readonly MessagePort[] };

/** How a log is to be read. */
export interface ReadingFormat {
  readonly format: 'exim' | 'postfix';
  /** IANA zone of times that name none. */
  readonly zone: string;
}

/** To a reader: what to read next (`anew`: logs are read from their beginning, whatever was read before), that it may go on after a part, where a part lies that was taken and is not needed any more, and that nothing follows: it ends. */
export type ToReader =
  | ({ readonly task: LogTask; readonly anew: boolean } & ReadingFormat)
  | { readonly more: true }
  | { readonly taken: number }
  | { readonly end: true };

/** From a reader. `cut`: the file of the task ends before its end. `part`: a stretch of the task, `last` = the task is done. */
export type FromReader =
  | { readonly onDisk: number }
  | { readonly cut: true }
  | { readonly part: Stretch; readonly last: boolean; readonly bytes: number }
  | { readonly problem: Problem };

/** From who leads. `facts`: all but the accounts, which were said before, one by one, so that who hears of them can unpack one while the next is made. */
export type FromLeader =
  | { readonly done: number; readonly total: number }
  | { readonly account: PackedAccount }
  | { readonly facts: Omit<PackedFacts, 'accounts'> }
  | { readonly problem: Problem };

/** An error as it passes between threads; `code` '' = a defect. */
export interface Problem {
  readonly code: string;
  readonly params: ErrorParams;
  readonly message: string;
}

/** An error to be said. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return { code: error.code, params: error.params, message: error.message };
  return { code: '', params: {}, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The error that was said. */
export function errorOf({ code, params, message }: Problem): Error {
  return code === '' ? new Error(message) : new AppError(code, params);
}
