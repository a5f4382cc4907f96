import { fail } from '../../contract/fail.ts';
import { DossierFileId, type FileRef } from '../../contract/ids.ts';
import { DOSSIER_FILE_BYTES, type FileItem } from '../../shared/dossiers.ts';
import { looksLikeMail } from '../../shared/mbox.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { documentType, isWhole } from '../acknowledgements/index.ts';
import { lintMail, lookAtPage, NOTHING_KNOWN } from '../checks/index.ts';
import type { Core } from '../core.ts';
import { wholeFile } from '../files/index.ts';
import type { StoredDossier } from './dossiers.repo.ts';
import { type FileKind, isSuitable, textKind } from './file-kind.rules.ts';
import type { NewFile } from './files.repo.ts';
import { domainOf, type FileFacts } from './items.rules.ts';

/**
 * A file as it is kept: its very bytes, with what it is by its content and what a look at it found. Throws `file_not_found`, `file_incomplete`, `file_empty`, `file_too_large`,
 * `dossier_file_unsuitable`, `dossier_file_damaged`, `mail_unreadable`.
 */
export async function takeFile(
  core: Core,
  dossier: StoredDossier,
  { item, fileRef }: { readonly item: FileItem; readonly fileRef: FileRef },
): Promise<Omit<NewFile, 'addedBy'>> {
  const { name, bytes, sha256 } = await wholeFile(core, fileRef, DOSSIER_FILE_BYTES);
  const mime = kindOf(core, item, bytes);
  return {
    ...{ id: DossierFileId.parse(core.ids.next()), dossierId: dossier.id, item, mime, sizeBytes: bytes.length, bytes, sha256 },
    name: clip(singleLine(name), 200),
    addedAt: core.clock.now(),
    facts: await factsOf(core, dossier, { mime, name, bytes }),
  };
}

function kindOf({ codec }: Core, item: FileItem, bytes: Uint8Array): FileKind {
  const document = documentType(bytes);
  const kind = document ?? (item === 'sample_source' ? (looksLikeMail(bytes) ? 'message/rfc822' : null) : textKind(codec.decode(bytes, 'utf-8')));
  if (!isSuitable(item, kind)) throw fail('dossier_file_unsuitable', {});
  if (document !== null && !isWhole(bytes, document)) throw fail('dossier_file_damaged', {});
  return kind;
}

async function factsOf(
  core: Core,
  { fields }: StoredDossier,
  { mime, name, bytes }: { readonly mime: FileKind; readonly name: string; readonly bytes: Uint8Array },
): Promise<FileFacts> {
  if (mime === 'text/html') return { sample: null, passwordField: lookAtPage(core.codec.decode(bytes, 'utf-8')).passwordField };
  if (mime !== 'message/rfc822') return { sample: null, passwordField: false };
  const domains = fields.sendingAddress === '' ? [] : [domainOf(fields.sendingAddress)];
  // A host admits mailings only to whom can leave them: whatever the mail says of itself, it is judged as one.
  const { subject, findings } = await lintMail({ mail: core.mail }, { name, bytes }, { ...NOTHING_KNOWN, purpose: 'marketing', bulk: true, domains });
  return { sample: { subject, findings }, passwordField: false };
}
