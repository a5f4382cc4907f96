import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftFolder } from '../ports/mailer.ts';
import { AppError } from '../shared/app-error.ts';
import { safeFileName } from '../shared/text.ts';

/**
 * Writes drafts as `.eml` files into `path`, which is made when missing. A file that is there stays as it is: the same draft again is no error,
 * another one of that name gets a number. Throws `disk_full`, `data_folder_read_only`.
 */
export function draftFolder(path: string): DraftFolder {
  return {
    write: async (name, eml) => {
      try {
        await mkdir(path, { recursive: true, mode: 0o700 });
        const stem = safeFileName(name.replace(/\.eml$/i, ''));
        for (let copy = 1; ; copy++) {
          const file = join(path, copy === 1 ? `${stem}.eml` : `${stem} (${copy}).eml`);
          if (await create(file, eml)) return;
        }
      } catch (error) {
        throw declared(error);
      }
    },
  };
}

/** False when another content stands under that name. */
async function create(file: string, eml: Uint8Array): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(eml);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await readFile(file)).equals(eml);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function declared(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk_full', {}, error);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) return new AppError('data_folder_read_only', {}, error);
  return error;
}
