import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FOUND, MAIL_RULES } from '../../src/shared/checks.ts';

const FOLDER = new URL('../fixtures/mails-checked/', import.meta.url);
const Expected = z.record(z.string(), z.object({ want: z.partialRecord(z.enum(MAIL_RULES), z.array(z.enum(FOUND))), also: z.array(z.enum(MAIL_RULES)) }));

/** A mail of the corpus: what the rules it is about find in it, and which others may fail beside. */
export interface Labelled {
  readonly name: string;
  readonly eml: Uint8Array;
  readonly want: z.infer<typeof Expected>[string]['want'];
  readonly also: readonly string[];
}

/** Every mail of the corpus. All names and addresses in it are made up. */
export function corpus(): Labelled[] {
  const expected = Expected.parse(JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')));
  return Object.entries(expected).map(([name, { want, also }]) => ({ name, eml: new Uint8Array(readFileSync(new URL(`${name}.eml`, FOLDER))), want, also }));
}
