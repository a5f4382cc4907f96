import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { PdfDocument } from '../../ports/pdf.ts';
import { type Sum, sumsText } from '../../shared/bundle/sums.rules.ts';
import { type ZipEntry, zipChunks } from '../../shared/bundle/zip-writer.ts';
import type { Language } from '../../shared/language.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readAuthor, readSettings, senderInForce } from '../settings/index.ts';
import { composeApplication, dossierWords } from './application.ts';
import { enclosed, entryName } from './entries.rules.ts';
import { fileBytes } from './files.repo.ts';
import { addEntry } from './history.repo.ts';
import { footerOf, indexDocument } from './index-document.ts';
import { completeness } from './items.rules.ts';
import { type OpenedDossier, openDossier } from './view.ts';

type Export = Handlers<Contract['dossiers']>['export'];

interface Making {
  readonly core: Core;
  readonly dossier: OpenedDossier;
  readonly by: string;
  readonly draft: boolean;
}

/**
 * Writes the ZIP that is handed in, and for somebody who does not read the host's language the same in his. Equal dossiers give equal bytes. Throws `dossier_not_found`,
 * `client_not_found`.
 */
export async function exportDossier(core: Core, { id, readerLanguage }: Parameters<Export>[0]): ReturnType<Export> {
  const dossier = await openDossier(core, core.db.read, id);
  const { sender } = await readSettings(core, core.db.read);
  const draft = completeness(dossier.items).missing.length > 0;
  const making = { core, dossier, draft, by: senderInForce(sender).resellerName };
  const say = dossierWords(core, dossier.hostLanguage);
  const name = `${safeFileName(say(draft ? 'file.draft' : 'file.whole', { client: dossier.stored.clientName }))}.zip`;
  const sums: Sum[] = [];
  const chunks = zipChunks(entriesOf(making, sums), core.bundles.tools, (name, sha256) => sums.push({ name, sha256 }));
  const file = await core.files.putChunks(name, 'application/zip', chunks);
  const { bytes } = await core.files.bytes(file.ref);
  const sha256 = core.hasher.sha256(bytes);
  const translation = readerLanguage === dossier.hostLanguage ? null : await translated(making, readerLanguage);
  await core.db.write(async (tx) => {
    await addEntry(tx, id, { at: core.clock.now(), author: await readAuthor(core, tx), what: 'exported', text: `${name} (SHA-256 ${sha256})` });
  });
  core.changed('dossiers');
  return { fileRef: file.ref, name, sha256, draft, translation };
}

/** `sums` is filled by whoever writes them, before the list of them is asked for. */
async function* entriesOf(making: Making, sums: readonly Sum[]): AsyncGenerator<ZipEntry, void, void> {
  const { core, dossier } = making;
  const { stored, files, items, hostLanguage } = dossier;
  const letter = await letterOf(making, hostLanguage);
  yield { name: `index-${hostLanguage}.pdf`, content: await core.pdf.render(indexOf(making, hostLanguage)) };
  yield { name: `letter-${hostLanguage}.pdf`, content: await core.pdf.render(letter.pdf) };
  yield { name: `letter-${hostLanguage}.txt`, content: core.codec.encodeUtf8(letter.text) };
  for (const file of enclosed(files, (item) => items.some(({ id, state }) => id === item && state !== 'not_needed'))) {
    yield { name: entryName(file), content: (await fileBytes(core.db.read, stored.id, file.id)).bytes };
  }
  yield { name: 'SHA256SUMS', content: core.codec.encodeUtf8(sumsText(sums)) };
}

function indexOf({ core, dossier, by, draft }: Making, language: Language): PdfDocument {
  return indexDocument(core, dossier, { language, by, draft });
}

/** The letter as it is handed in, stamped with the last change of the dossier: its day of writing is no part of it. */
async function letterOf({ core, dossier, draft }: Making, language: Language): Promise<{ readonly pdf: PdfDocument; readonly text: string }> {
  const say = dossierWords(core, language);
  const { letter } = await composeApplication(core, dossier, language);
  const text = draft ? `${say('index.draft')}\n\n${letter.text}` : letter.text;
  return { pdf: { ...letter.pdf, createdAtMs: dossier.stored.changedAt, footer: footerOf(say, { text: letter.pdf.footer, draft }) }, text };
}

/** Index and letter as one document in the language of the reader, for himself. */
async function translated(making: Making, language: Language) {
  const { core, dossier } = making;
  const index = indexOf(making, language);
  const { pdf } = await letterOf(making, language);
  const note = dossierWords(core, language)('index.translation');
  const bytes = await core.pdf.render({ ...index, blocks: [{ type: 'callout', items: [note] }, ...index.blocks, ...pdf.blocks] });
  const name = `${safeFileName(dossierWords(core, language)('file.translation', { client: dossier.stored.clientName }))}.pdf`;
  const { ref } = await core.files.put(name, 'application/pdf', bytes);
  return { fileRef: ref, name };
}
