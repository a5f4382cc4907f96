import type { Language } from '../shared/language.ts';

/** A document for the PDF engine: the same blocks that mail is made of. */
export type PdfBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  /** A list that must not be overlooked. */
  | { readonly type: 'callout'; readonly items: readonly string[] }
  /** An empty `head` makes a table of names and values. */
  | { readonly type: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface PdfDocument {
  readonly language: Language;
  readonly title: string;
  readonly author: string;
  /** Printed at the foot of every page, before "page / pages". */
  readonly footer: string;
  /** Instant stamped into the file, so that the same content gives the same bytes. */
  readonly createdAtMs: number;
  readonly blocks: readonly PdfBlock[];
}

/** Makes tagged PDFs with selectable text. Works off the calling thread. */
export interface PdfMaker {
  render(document: PdfDocument): Promise<Uint8Array>;
  close(): Promise<void>;
}
