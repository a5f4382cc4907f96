import { restoreBackup } from '../../../boot/restore.ts';
import { takeFile } from '../files.ts';
import { answer, type CommonOptions, dataFolderOf, type Terminal, withClient } from '../session.ts';

/** `sendward backup FILE`. */
export async function backup(path: string, options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const { fileRef } = await client.system.backup({});
    const sizeBytes = await takeFile(client, fileRef, { path, terminal });
    answer(terminal, options, { document: { ok: true, file: path, sizeBytes }, words: [terminal.say('cli:backup', { file: path, size: sizeBytes })] });
  });
}

/** `sendward restore FILE`. */
export async function restore(path: string, options: CommonOptions, terminal: Terminal): Promise<void> {
  const { keptAs } = await restoreBackup(dataFolderOf(options), path);
  const sentence = keptAs === null ? terminal.say('cli:restoredEmpty') : terminal.say('cli:restored', { before: keptAs });
  answer(terminal, options, { document: { ok: true, keptAs }, words: [sentence] });
}

/** `sendward doctor`: true when no check failed. */
export async function doctor(options: CommonOptions, terminal: Terminal): Promise<boolean> {
  return withClient(options, async (client) => {
    const { checks } = await client.system.doctor({});
    const healthy = checks.every(({ outcome }) => outcome !== 'fail');
    const words = checks.map(({ id, outcome, detail }) =>
      [terminal.say(`settings:outcome.${outcome}`), terminal.say(`settings:check.${id}`), detail].join('\t'),
    );
    answer(terminal, options, { document: { ok: healthy, checks }, words });
    return healthy;
  });
}
