import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { OutboxState } from '../../src/contract/outbox.ts';

interface Run {
  readonly folder: string;
  readonly port: number;
  readonly messages: number;
  /** Kills it once `due` is true, `afterMs` later. */
  readonly kill?: { readonly due: () => boolean; readonly afterMs: number };
}

/** Starts the process that sends from a folder; resolves with its exit code, or null when it was killed. */
export async function runSender(given: Run): Promise<number | null> {
  const args = [join(import.meta.dirname, '../outbox/sender.ts'), given.folder, String(given.port), String(given.messages)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const { kill } = given;
  if (kill === undefined) return await ended;
  const watch = setInterval(() => {
    if (!kill.due()) return;
    clearInterval(watch);
    setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
  }, 1);
  const code = await ended;
  clearInterval(watch);
  return code;
}

/** The outbox of a folder nobody has open, read without the app: states by Message-ID, and what the database says of itself. */
export function inspect(folder: string): { readonly states: ReadonlyMap<string, OutboxState>; readonly integrity: unknown } {
  const database = new Sqlite(join(folder, 'sendward.db'));
  try {
    const rows = database.prepare<[], { message_id: string; state: string }>('SELECT message_id, state FROM outbox').all();
    return {
      states: new Map(rows.map((row) => [row.message_id, OutboxState.parse(row.state)])),
      integrity: database.pragma('integrity_check', { simple: true }),
    };
  } finally {
    database.close();
  }
}
