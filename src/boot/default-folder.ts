import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

interface Surroundings {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

function here(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** Where data lives when nothing else is said: `SENDWARD_DATA`, else the place the operating system keeps for it. */
export function defaultDataFolder({ platform, env, home }: Surroundings = here()): string {
  const given = env['SENDWARD_DATA'];
  if (given !== undefined && given !== '') return resolve(given);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sendward');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Sendward');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'sendward');
}
