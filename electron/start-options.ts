import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../src/boot/default-folder.ts';

export interface StartOptions {
  readonly dataFolder: string;
}

/** What the command line asks for: `--data DIR`. Switches of the engine beside it are left alone. */
export function startOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({ args: argv.slice(1), options: { data: { type: 'string' } }, strict: false, allowPositionals: true });
  return { dataFolder: typeof values.data === 'string' && values.data !== '' ? resolve(values.data) : defaultDataFolder() };
}
