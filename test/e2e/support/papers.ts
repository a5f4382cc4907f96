import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Letter } from '../../../src/contract/letters.ts';
import type { RunningServer } from './server.ts';
import { expect } from './test.ts';
import { words } from './words.ts';

/** Pages are drawn so fine: enough to be read by whoever looks at them. */
const DPI = 70;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
/** An empty page of that size takes less. */
const EMPTY_BYTES = 6000;

/** A letter as it lies on the desk of who reads it. */
interface Paper extends Pick<Letter, 'kind' | 'language' | 'reader' | 'subject' | 'to'> {
  /** What stands over such a letter in its language; one of a later round has its subject there. */
  readonly title: string;
  /** All words of its pages, with single spaces. */
  readonly words: string;
}

/** The letters of a case that stand, each drawn as PNG in `folder`, every page of it with something on it. */
export async function papersOf({ client }: RunningServer, incidentId: IncidentId, folder: (name: string) => string): Promise<Paper[]> {
  mkdirSync(folder(''), { recursive: true });
  const letters = (await client.letters.list({ incidentId })).filter(({ state }) => state !== 'withdrawn');
  return await Promise.all(
    letters.map(async (letter, index) => {
      const { fileRef } = await client.letters.pdf({ id: letter.id });
      const { base64 } = await client.files.read({ fileRef, offset: 0 });
      const name = `${index}-${letter.kind}-${letter.language}`;
      const pdf = folder(`${name}.pdf`);
      writeFileSync(pdf, Buffer.from(base64, 'base64'));
      execFileSync('pdftoppm', ['-png', '-r', String(DPI), pdf, folder(name)]);
      const pages = readdirSync(folder('')).filter((file) => file.startsWith(name) && file.endsWith('.png'));
      expect(pages.length).toBeGreaterThan(0);
      for (const page of pages) {
        const bytes = readFileSync(folder(page));
        expect(bytes.subarray(0, PNG.length)).toEqual(PNG);
        expect(bytes.length, `${page} is not empty`).toBeGreaterThan(EMPTY_BYTES);
      }
      const { kind, language, reader, subject, to } = letter;
      const title = words(language)(`letters:${kind}.title`);
      return { kind, language, reader, subject, title, to, words: plain(execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' })) };
    }),
  );
}

/** Words with single spaces, as they are compared. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
