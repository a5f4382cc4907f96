import { z } from 'zod';
import { count, flag, isWebPage, notAnApi, readJson, shaped, unreadable } from '../answers.ts';
import type { PanelAnswer } from '../connector.ts';
import { readXml } from '../xml.ts';

/** An answer of ISPmanager, whichever of its two forms it came in. */
export interface Doc {
  readonly call: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The function that answered; '' = it does not say. */
  readonly func: string;
  readonly error: DocError | null;
}

export interface DocError {
  /** `auth`, `access`, `missed`, …; '' = none is told. */
  readonly type: string;
  readonly object: string;
  readonly message: string;
}

export type Row = Readonly<Record<string, unknown>>;

const Envelope = z.object({ doc: z.union([z.record(z.string(), z.unknown()), z.literal('').transform((): Row => ({}))]) });
const Wrapped = z.record(z.string(), z.unknown());
const Rows = z.union([z.array(Wrapped), Wrapped.transform((row) => [row])]);
const LISTS: ReadonlySet<string> = new Set(['elem']);

/** Reads an answer by its form, whatever was asked for. Throws `panel_not_an_api` and `panel_unreadable`. */
export function readDoc(call: string, answer: PanelAnswer): Doc {
  const { status, text } = answer;
  if (isWebPage(text)) throw notAnApi(status);
  const xml = text.trimStart().startsWith('<');
  const { doc } = shaped(call, Envelope, xml ? readXml(call, answer, LISTS) : readJson(call, answer));
  const root = /<doc\b([^>]*)>/.exec(text.slice(0, 4000))?.[1] ?? '';
  return { call, fields: doc, func: xml ? attribute(root, 'func') : textOf(doc['$func']), error: xml ? xmlError(doc, text) : jsonError(doc) };
}

function jsonError({ error }: Doc['fields']): DocError | null {
  if (error === undefined) return null;
  const read = Wrapped.safeParse(error);
  if (!read.success) return { type: '', object: '', message: textOf(error) };
  const { $type, $object, msg, detail } = read.data;
  return { type: textOf($type), object: textOf($object), message: textOf(msg) || textOf(detail) || textOf(error) };
}

/** What kind of error it is stands in attributes, which are left out elsewhere. */
function xmlError({ error }: Doc['fields'], text: string): DocError | null {
  if (error === undefined) return null;
  const attributes = /<error\b([^>]*)>/.exec(text)?.[1] ?? '';
  const read = Wrapped.safeParse(error);
  const message = read.success ? textOf(read.data['msg']) || textOf(read.data['detail']) : textOf(error);
  return { type: attribute(attributes, 'type'), object: attribute(attributes, 'object') || attribute(attributes, 'obj'), message };
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`\\b${name}\\s*=\\s*["']([^"']{0,100})["']`).exec(attributes)?.[1] ?? '';
}

/** The text of a value: bare, or wrapped as `{"$": text}`. A raw value beside its translation counts; what is only there is ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const { $orig, $ } = Wrapped.safeParse(value).data ?? {};
  return [$orig, $].find((one) => typeof one === 'string') ?? '';
}

/** Rows of a list: one row comes alone, or as a list of one. Throws `panel_unreadable` where there is no list at all. */
export function rowsOf({ call, fields, func }: Doc): readonly Row[] {
  const { elem, p_elems } = fields;
  if (elem !== undefined) return shaped(call, Rows, elem);
  const total = count(textOf(p_elems));
  if (total !== 0 && (total !== null || func !== call)) throw unreadable(call, 'no elem');
  return [];
}

/** How many rows a page has, and how many there are in all; null = it does not say. */
export function pageOf({ fields }: Doc): { readonly size: number | null; readonly total: number | null } {
  return { size: count(textOf(fields['p_cnt'])), total: count(textOf(fields['p_elems'])) };
}

/**
 * yes or no for each row by a column. Where it is a bare mark, as in older versions, a row without one means no; elsewhere it means that nothing is known.
 */
export function marks(rows: readonly Row[], key: string): readonly (boolean | null)[] {
  const bare = rows.some((row) => row[key] !== undefined && textOf(row[key]) === '');
  const mixed = bare && rows.some((row) => textOf(row[key]) !== '');
  return rows.map((row) => {
    if (!bare || mixed) return flag(textOf(row[key]));
    return row[key] !== undefined;
  });
}
