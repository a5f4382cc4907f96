import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { PolicyTerms } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS } from '../../src/features/hosts/index.ts';
import { pdfDocument } from '../../src/features/notices/letter.rules.ts';
import { draftText } from '../../src/features/policies/texts/index.ts';
import type { PdfBlock, PdfDocument } from '../../src/ports/pdf.ts';
import { type Office, openOffice } from './office.ts';

const FOOTER = 'Page furniture of version 1\nSHA-256 0123456789abcdef';
const maker = createPdfMaker(1);
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(async () => {
  await maker.close();
  await office.close();
});

interface Leaf {
  /** Types from the root down: `Document/Sect/L/LI/LBody`. */
  readonly path: string;
  readonly text: string;
}

/** The leaves of the structure tree in reading order, as poppler shows it: indented by two, text between quotes, attributes after a slash. */
function leavesOf(shown: string): Leaf[] {
  const path: string[] = [];
  const leaves: Leaf[] = [];
  for (const line of shown.split('\n')) {
    const depth = (line.length - line.trimStart().length) / 2;
    const told = line.trim();
    if (told.startsWith('"')) leaves.push({ path: path.slice(0, depth).join('/'), text: told.slice(1, -1) });
    else if (/^[A-Z]/.test(told)) path.splice(depth, path.length, told.replace(/[ :].*$/, ''));
  }
  return leaves;
}

async function structure(document: PdfDocument): Promise<{ leaves: Leaf[]; shown: string; bytes: Uint8Array }> {
  const bytes = await maker.render(document);
  const shown = office.poppler('pdfinfo', bytes, '-struct-text');
  return { leaves: leavesOf(shown), shown, bytes };
}

/** What the tree has to hold for a block, in order. */
function expected(block: PdfBlock): Leaf[] {
  switch (block.type) {
    case 'heading':
      return [{ path: `Document/Sect/H${block.level}`, text: block.text }];
    case 'paragraph':
      return [{ path: 'Document/Sect/P', text: block.text }];
    case 'list':
    case 'callout': {
      const item = block.type === 'list' ? 'Document/Sect/L/LI' : 'Document/Sect/Note/L/LI';
      return block.items.flatMap((text) => [
        { path: `${item}/Lbl`, text: '•' },
        { path: `${item}/LBody`, text },
      ]);
    }
    case 'table': {
      const cell = (kind: 'TH' | 'TD', text: string): Leaf => ({ path: `Document/Sect/Table/TR/${kind}`, text });
      const named = block.head.length === 0;
      return [
        ...block.head.map((text) => cell('TH', text)),
        ...block.rows.flatMap((row) => row.map((text, at) => cell(named && at === 0 ? 'TH' : 'TD', text))),
      ];
    }
  }
}

const source = { rules: PRESETS['shared-fr-conditions'], own: NO_OWN_RULES, terms: PolicyTerms.parse({}), reasons: () => [] };
const policies = draftText('notice', source, createTexts()).map((text) => pdfDocument(text, { author: 'Atelier', footer: FOOTER, createdAtMs: 0 }));

for (const document of policies) {
  test(`the structure tree is the document: headings, paragraphs, list items and cells, in order (${document.language})`, async () => {
    const { leaves } = await structure(document);
    expect(leaves).toEqual(document.blocks.flatMap(expected));
  });
}

function page(...blocks: PdfBlock[]): PdfDocument {
  return { language: 'en', title: 'Probe', author: 'Atelier', footer: FOOTER, createdAtMs: 0, blocks };
}

const filler = (count: number): PdfBlock[] => Array.from({ length: count }, (_, index) => ({ type: 'paragraph', text: `filler ${index}` }));

function pagesOf(bytes: Uint8Array): string[] {
  return office.poppler('pdftotext', bytes, '-raw').split('\f').slice(0, -1);
}

describe('over several pages', () => {
  const rows = Array.from({ length: 90 }, (_, index) => [`limit ${index}`, `value ${index}`, 'host']);
  const long = page({ type: 'heading', level: 2, text: 'Limits' }, { type: 'table', head: ['Limit', 'Value', 'Set by'], rows });

  test('the head of a table is on every page, and once in the tree, as the header of its columns', async () => {
    const { leaves, shown, bytes } = await structure(long);
    const pages = pagesOf(bytes);
    expect(pages.length).toBeGreaterThan(1);
    for (const each of pages) expect(each).toContain('Set by');
    expect(leaves).toEqual(long.blocks.flatMap(expected));
    expect(shown.match(/Scope \/Column/g)).toHaveLength(3);
  });

  test('the foot of the page is on every page, and not in the tree', async () => {
    const { shown, bytes } = await structure(long);
    const pages = pagesOf(bytes);
    for (const [index, each] of pages.entries()) {
      expect(each).toContain('Page furniture of version 1');
      expect(each).toContain(`${index + 1} / ${pages.length}`);
    }
    expect(shown).not.toContain('furniture');
    expect(shown).not.toContain('SHA-256');
    expect(shown).not.toMatch(/\d \/ \d/);
  });

  test('a paragraph split over two pages stays one paragraph, and its words stay apart', async () => {
    const text = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');
    const { shown, bytes } = await structure(page(...filler(30), { type: 'paragraph', text }));
    expect(pagesOf(bytes).length).toBeGreaterThan(1);
    expect(shown.match(/^ *P\b/gm)).toHaveLength(31);
    expect(shown.replace(/"\s*"/g, '').replace(/\s+/g, ' ')).toContain(text);
  });

  test('a heading never ends a page, wherever it falls', async () => {
    const counts = Array.from({ length: 12 }, (_, index) => 32 + index);
    const made = await Promise.all(
      counts.map((count) =>
        structure(page(...filler(count), { type: 'heading', level: 2, text: 'Heading' }, { type: 'list', items: ['first', 'second', 'third'] })),
      ),
    );
    for (const { bytes } of made) expect(pagesOf(bytes).find((each) => each.includes('Heading'))).toContain('third');
  });

  test('a row is not split over two pages', async () => {
    const tall = Array.from({ length: 30 }, (_, index) => [`name${index}`, `begin${index} ${'between '.repeat(60)} end${index}.`]);
    const { bytes } = await structure(page({ type: 'table', head: [], rows: tall }));
    const pages = pagesOf(bytes);
    for (let index = 0; index < tall.length; index++) expect(pages.find((each) => each.includes(`begin${index} `))).toContain(`end${index}.`);
  });
});
