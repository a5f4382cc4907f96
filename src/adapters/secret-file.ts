import { constants } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../ports/secret-store.ts';
import { AppError } from '../shared/app-error.ts';
import { parseJson } from '../shared/json.ts';

const Secrets = z.record(z.string(), z.string());
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Secrets of the headless shell, in this order: a systemd credential (`$CREDENTIALS_DIRECTORY/<name>`), the file named by
 * `SENDWARD_<NAME>_PASSWORD_FILE` (`_` for each `-`, which no shell takes in a name), else `secrets.json` in `folder`, protected by file permissions only. A file that others could read,
 * that belongs to another user or that is a link is refused with `secret_store_unavailable`, never repaired in silence.
 */
export function fileSecretStore(folder: string, environment: Environment = process.env): SecretStore {
  const own = join(folder, 'secrets.json');
  const readOwn = async (): Promise<Record<string, string>> => {
    const text = await readPrivate(own, folder);
    if (text === null) return {};
    const parsed = Secrets.safeParse(parseJson(text));
    if (!parsed.success) throw new AppError('secret_store_unavailable');
    return parsed.data;
  };
  const change = async (edit: (secrets: Record<string, string>) => void): Promise<void> => {
    await makePrivateFolder(folder);
    const secrets = await readOwn();
    edit(secrets);
    await replacePrivate(own, JSON.stringify(secrets));
  };
  const get = async (name: string): Promise<string | null> => (await fromOutside(name, environment)) ?? (await readOwn())[name] ?? null;
  return {
    state: async (name) => ((await get(name)) === null ? 'not_set' : 'set'),
    get,
    set: (name, value) =>
      change((secrets) => {
        secrets[name] = value;
      }),
    clear: (name) =>
      change((secrets) => {
        delete secrets[name];
      }),
  };
}

/** What the machine's administrator provides; it wins over what was typed. */
async function fromOutside(name: string, environment: Environment): Promise<string | null> {
  const credentials = environment.CREDENTIALS_DIRECTORY;
  // systemd itself keeps that folder private and mounts it read-only.
  const credential = credentials === undefined ? null : await readPrivate(join(credentials, name), null);
  if (credential !== null) return withoutLineEnd(credential);
  const named = environment[`SENDWARD_${name.toUpperCase().replaceAll('-', '_')}_PASSWORD_FILE`];
  if (named === undefined || named === '') return null;
  const text = await readPrivate(named, null);
  if (text === null) throw new AppError('secret_store_unavailable');
  return withoutLineEnd(text);
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** The file's text, or null when there is none. */
async function readPrivate(path: string, folder: string | null): Promise<string | null> {
  try {
    // A link could lead to a file of somebody else's choice.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      // Only where there is a file: a folder that keeps no secret may be open to others.
      if (folder !== null) assertPrivate(await stat(folder));
      const stats = await handle.stat();
      if (!stats.isFile()) throw new AppError('secret_store_unavailable');
      assertPrivate(stats);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error instanceof AppError ? error : new AppError('secret_store_unavailable', {}, error);
  }
}

/** Only its owner may touch it, and that is the user this process runs as (or root, for what an administrator provides). Windows protects by folder instead. */
function assertPrivate(stats: { readonly mode: number; readonly uid: number }): void {
  if (process.getuid === undefined) return;
  const ownedByUs = stats.uid === process.getuid() || stats.uid === 0;
  if (!ownedByUs || (stats.mode & 0o077) !== 0) throw new AppError('secret_store_unavailable');
}

async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  assertPrivate(await stat(folder));
}

async function replacePrivate(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  try {
    await rm(fresh, { force: true });
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new AppError('secret_store_unavailable', {}, error);
  }
}
