import { fail } from '../../contract/fail.ts';
import type { FileRef } from '../../contract/ids.ts';
import { looksLikeMail } from '../../shared/mbox.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { documentType, isWhole } from '../acknowledgements/index.ts';
import type { Core } from '../core.ts';
import { wholeFile } from '../files/index.ts';

/** Largest proof: a table of a few hundred thousand addresses, or a scan. */
const PROOF_LIMIT_BYTES = 10 * 1024 * 1024;

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A proof as it is kept: its very bytes, with what it is by its content; a name proves nothing. Throws `file_not_found`, `file_incomplete`, `file_empty`, `file_too_large`,
 * `repermission_file_unsuitable`, `repermission_file_damaged`.
 */
export async function takeFile(core: Core, fileRef: FileRef) {
  const { name, bytes, sha256 } = await wholeFile(core, fileRef, PROOF_LIMIT_BYTES);
  return { name: clip(singleLine(name), 200), mime: kindOf(core, bytes), sha256, bytes };
}

function kindOf({ codec }: Core, bytes: Uint8Array): string {
  const document = documentType(bytes);
  if (document !== null && !isWhole(bytes, document)) throw fail('repermission_file_damaged', {});
  const kind = document ?? (isWorkbook(bytes) ? WORKBOOK : looksLikeMail(bytes) ? 'message/rfc822' : null);
  if (kind !== null) return kind;
  if (bytes.includes(0) || codec.decode(bytes, 'utf-8').includes('\u{FFFD}')) throw fail('repermission_file_unsuitable', {});
  return 'text/plain';
}

/** A ZIP whose list of contents names a workbook: `xl/` stands plainly in it. */
function isWorkbook(bytes: Uint8Array): boolean {
  if (![0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte)) return false;
  return String.fromCharCode(...bytes.subarray(-4096)).includes('xl/');
}
