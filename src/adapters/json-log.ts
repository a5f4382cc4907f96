import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';

const LIMIT_BYTES = 1_000_000;

/** JSON lines in one file, kept to the newest two megabytes; mode 0600. A log that cannot be written never stops the work it tells of. */
export function jsonLog(path: string, clock: Clock): Logger {
  const write = (said: { readonly level: string; readonly event: string; readonly cause?: string }, values: object = {}): void => {
    const line = { at: new Date(clock.now()).toISOString(), ...said, ...values };
    try {
      rotate(path);
      appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch (error) {
      process.stderr.write(`${JSON.stringify(line)}\n${causeText(error)}\n`);
    }
  };
  return {
    info: (event, values) => write({ level: 'info', event }, values),
    warn: (event, values) => write({ level: 'warn', event }, values),
    error: (event, cause, values) => write({ level: 'error', event, cause: causeText(cause) }, values),
  };
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

function rotate(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && stats.size > LIMIT_BYTES) renameSync(path, `${path}.1`);
}
