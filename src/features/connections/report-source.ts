import type { ReportSource } from '../../connectors/connector.ts';
import { fail } from '../../contract/fail.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import { looksLikeMail } from '../../shared/mbox.ts';
import type { Core } from '../core.ts';
import { wholeFile } from '../files/index.ts';
import { detectEncoding, isBinary, isContainer } from '../imports/index.ts';

/** Reports are small: tables of some thousand accounts, and mails. */
const LIMIT_BYTES = 20 * 1024 * 1024;
/** Of what a mail carries, the beginning is read: notifications about a message may hold it whole. */
const PART_BYTES = 512 * 1024;
const MOST_PARTS = 20;

/** What was put in, taken apart. */
export type PutIn = Pick<ReportSource, 'name' | 'text' | 'cells' | 'mail'> & { readonly sha256: string };

/** A pasted text, or a file by its content. Throws `file_not_found`, `file_empty`, `file_incomplete`, `file_too_large`, `file_binary`, `report_unknown`. */
export async function readPutIn(
  core: Core,
  source: { readonly text: string } | { readonly fileRef: FileRef },
  signal: AbortSignal | undefined,
): Promise<PutIn> {
  if ('fileRef' in source) return await fromBytes(core, await wholeFile(core, source.fileRef, LIMIT_BYTES), signal);
  const bytes = core.codec.encodeUtf8(source.text);
  return await fromBytes(core, { name: '', bytes, sha256: core.hasher.sha256(bytes) }, signal);
}

interface Whole {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

async function fromBytes(core: Core, { bytes, ...identity }: Whole, signal: AbortSignal | undefined): Promise<PutIn> {
  if (isContainer(bytes)) return { ...identity, text: '', cells: await cellsOf(core, bytes, signal), mail: null };
  if (looksLikeMail(bytes)) {
    const mail = await core.mail.read(bytes);
    return { ...identity, text: mail.text.trim() === '' ? plainText(mail.html) : mail.text, cells: null, mail: mailOf(core, mail) };
  }
  const { value } = detectEncoding(bytes, core.codec, 'en');
  if (isBinary(bytes, value)) throw fail('file_binary', {});
  const decoded = core.codec.decode(bytes, value).replaceAll('\0', '');
  return { ...identity, text: /^\s*<(!doctype|html|table)\b/i.test(decoded) ? plainText(decoded) : decoded, cells: null, mail: null };
}

async function cellsOf(core: Core, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<string[][]> {
  try {
    const { rows } = await core.spreadsheets.read(bytes, undefined, signal);
    const cells: string[][] = [];
    for (const row of rows) cells[row.line - 1] = [...row.cells];
    return Array.from(cells, (row) => row ?? []);
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('spreadsheet_')) throw error;
    core.logger.info('report_unreadable', { code: error.code });
    throw fail('report_unknown', {}, error);
  }
}

/** The Date header of a mail as it stands; empty = it has none. */
export const dateHeader = ({ headers }: ParsedMail): string => headers.find(({ name }) => name.toLowerCase() === 'date')?.value ?? '';

function mailOf({ codec }: Core, mail: ParsedMail): NonNullable<PutIn['mail']> {
  const { subject, from, dateMs, attachments } = mail;
  const readable = attachments.filter(({ mime }) => /^(text|message)\//i.test(mime)).slice(0, MOST_PARTS);
  const parts = readable.map(({ mime, bytes }) => ({ mime: mime.toLowerCase(), text: codec.decode(bytes.subarray(0, PART_BYTES), 'utf-8') }));
  return { subject, from: from.address, at: dateMs, date: dateHeader(mail), parts };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };

/** The text of a page or a mail without its markup: rows become lines, cells are parted by tabs. Takes no longer for hostile markup. */
export function plainText(html: string): string {
  return ['script', 'style', 'head']
    .reduce(withoutElement, html)
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<\/t[dh] ?>/gi, '\t')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/table)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|apos|nbsp);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .split('\n')
    .map((line) => line.trim().replace(/ ?\t ?/g, '\t'))
    .join('\n')
    .trim();
}

function withoutElement(html: string, name: string): string {
  const [before = '', ...opened] = html.split(new RegExp(`<${name}\\b`, 'i'));
  const end = new RegExp(`</${name}\\s*>`, 'i');
  return before + opened.map((part) => (end.test(part) ? part.split(end).slice(1).join(' ') : '')).join(' ');
}
