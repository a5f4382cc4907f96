import { textOf } from './byte-text.ts';
import type { Rows } from './rows.ts';

/** Texts that are kept once: logins, users, domains, scripts, senders, subjects, as bytes side by side, as most are never shown. Number 0 stands for none. */
export interface Names {
  /** By the hash of the text; row = its number. */
  readonly rows: Rows;
  readonly bytes: Uint8Array;
  /** Where each text ends; it begins where the one before ends. */
  readonly ends: Int32Array;
  /** Those that were asked for. */
  readonly texts: Map<number, string>;
}

/** Of each text: characters that are shown. */
const TEXT_LIMIT = 300;

/** The text with a number, at most 300 characters; '' = none. */
export function nameOf(names: Names, name: number): string {
  const known = names.texts.get(name);
  if (known !== undefined) return known;
  const text = name > 0 ? textOf(names.bytes.subarray(names.ends[name - 1], names.ends[name]), TEXT_LIMIT) : '';
  names.texts.set(name, text);
  return text;
}
