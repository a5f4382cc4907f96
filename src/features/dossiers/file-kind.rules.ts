import type { FileItem } from '../../shared/dossiers.ts';
import { isPage } from '../../shared/html-tags.ts';

/** What a file is by its content; a name proves nothing. */
export type FileKind = 'application/pdf' | 'image/png' | 'image/jpeg' | 'message/rfc822' | 'text/html' | 'text/plain';

const PICTURES: readonly FileKind[] = ['image/png', 'image/jpeg', 'application/pdf'];
/** What may stand for an item. */
const SUITABLE: Readonly<Record<FileItem, readonly FileKind[]>> = {
  subscription_form: PICTURES,
  registration_form: PICTURES,
  rules_extract: [...PICTURES, 'text/html', 'text/plain'],
  sample_source: ['message/rfc822'],
  sample_screenshot: PICTURES,
  unsubscribe_page: [...PICTURES, 'text/html'],
};

/** True when a file of that kind may stand for the item. */
export function isSuitable(item: FileItem, kind: FileKind | null): kind is FileKind {
  return kind !== null && SUITABLE[item].includes(kind);
}

/** Whether a text is HTML or plain; null for what is no text. A sample letter is looked for only where one is wanted: any text with colons could be one. */
export function textKind(text: string): FileKind | null {
  if (text.includes('\u0000')) return null;
  return isPage(text) ? 'text/html' : 'text/plain';
}

/** What a file is called in the ZIP: a page keeps no ending that a click would open as a program. */
export const ENDINGS: Readonly<Record<FileKind, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'message/rfc822': 'eml',
  'text/html': 'html.txt',
  'text/plain': 'txt',
};

/** The ending of a kind as it is stored. */
export function endingOf(mime: string): string {
  return Object.entries(ENDINGS).find(([kind]) => kind === mime)?.[1] ?? 'bin';
}
