import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { WindowState } from '../windows/window-state.rules.ts';
import { writeDurably } from './write-durably.ts';

/** Facts of this window on this machine, and nothing that counts: losing them costs a glance. */
const ShellFacts = z.object({
  window: WindowState.nullable().catch(null).default(null),
  zoom: z.number().min(-8).max(9).catch(0).default(0),
  /** Words of menus and colour of the window before the core has told them. */
  language: z.enum(['en', 'fr', 'ru']).nullable().catch(null).default(null),
  theme: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  relaunchedAt: z.number().nullable().catch(null).default(null),
});
export type ShellFacts = z.infer<typeof ShellFacts>;

export interface ShellStore {
  read(): ShellFacts;
  /** Keeps what is not given. Throws when the disk did not take it; the last good facts stay. */
  write(facts: Partial<ShellFacts>): void;
}

const NAME = 'shell';

/**
 * The store, made safe against what its library does not see: on a full disk it renames a truncated file over the good one and reports
 * success, and it does not start from a damaged one. Here every write is read back, a truncated one is undone from a second file,
 * and a damaged file is put aside for the last good one.
 */
export function openShellStore(folder: string, now: () => number): ShellStore {
  const path = join(folder, `${NAME}.json`);
  const lastGood = join(folder, `${NAME}.last-good.json`);
  recover(path, lastGood, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: NAME, configFileMode: 0o600, serialize: (value) => JSON.stringify(value) });
  return {
    read: () => ShellFacts.parse({ ...store.store }),
    write: (facts) => {
      const wanted = { ...store.store, ...facts };
      const text = JSON.stringify(wanted);
      // First the copy: it is written with every byte checked, so from here on there is always one whole file.
      writeDurably(lastGood, text);
      store.set(wanted);
      if (readFileSync(path, 'utf8') !== text) writeDurably(path, text);
    },
  };
}

function recover(path: string, lastGood: string, now: () => number): void {
  if (!existsSync(path) || isObject(path)) return;
  renameSync(path, path.replace(/\.json$/, `.damaged-${now()}.json`));
  if (existsSync(lastGood) && isObject(lastGood)) writeDurably(path, readFileSync(lastGood, 'utf8'));
}

function isObject(path: string): boolean {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    // Not JSON: the same as not being an object.
    return false;
  }
}
