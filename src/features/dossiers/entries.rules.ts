import { FILE_ITEMS, type FileItem } from '../../shared/dossiers.ts';
import { endingOf } from './file-kind.rules.ts';
import type { KeptFile } from './items.rules.ts';

/** Where a file lies in the ZIP: in the order of the list, under a name every system can unpack. Names people gave are told in the index. */
export function entryName(file: Pick<KeptFile, 'item' | 'mime'>): string {
  return `evidence/${numberOf(file.item)}-${file.item.replaceAll('_', '-')}.${endingOf(file.mime)}`;
}

function numberOf(item: FileItem): string {
  return String(FILE_ITEMS.indexOf(item) + 1).padStart(2, '0');
}

/** The files of a dossier that are handed in: those of items that are needed, in the order of the list. */
export function enclosed(files: readonly KeptFile[], isNeeded: (item: FileItem) => boolean): KeptFile[] {
  return FILE_ITEMS.flatMap((item) => files.filter((file) => file.item === item && isNeeded(item)));
}
