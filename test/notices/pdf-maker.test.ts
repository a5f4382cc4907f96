import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPdfMaker } from '../../src/adapters/pdf.ts';
import { findFonts } from '../../src/adapters/pdf-fonts.ts';
import type { PdfBlock, PdfDocument, PdfMaker } from '../../src/ports/pdf.ts';

let maker: PdfMaker;
let folder: string;
beforeEach(() => {
  maker = createPdfMaker(2);
  folder = mkdtempSync(join(tmpdir(), 'sendward-pdf-'));
});
afterEach(async () => {
  await maker.close();
  rmSync(folder, { recursive: true });
});

function page(...blocks: PdfBlock[]): PdfDocument {
  return { language: 'fr', title: 'Essai', author: 'Atelier', footer: 'pied', createdAtMs: 0, blocks };
}

function textOf(bytes: Uint8Array): string {
  const file = join(folder, 'probe.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
}

test('more documents than threads are all made, each its own', async () => {
  const made = await Promise.all(Array.from({ length: 7 }, (_, index) => maker.render(page({ type: 'paragraph', text: `feuille ${index}` }))));
  expect(made.map((bytes) => /feuille \d/.exec(textOf(bytes))?.[0])).toEqual(Array.from({ length: 7 }, (_, index) => `feuille ${index}`));
});

test('French narrow spaces, Cyrillic and marks without a composed letter are drawn', async () => {
  const text = 'Prix\u202f: 1\u202f200\u00a0€ – «\u00a0é\u00a0» Ёлка № 7, за\u0301мок';
  expect(textOf(await maker.render(page({ type: 'paragraph', text }))).replace(/\s/g, '')).toContain(text.replace(/\s/g, ''));
});

test('a very long table and a very long word stay on the page', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => [`domaine-${index}.example`, 'x'.repeat(250)]);
  const text = textOf(await maker.render(page({ type: 'heading', level: 2, text: 'Domaines' }, { type: 'table', head: [], rows })));
  expect(text).toContain('domaine-299.example');
  expect(text.match(/x/g)).toHaveLength(300 * 250 + (text.match(/example/g)?.length ?? 0));
});

test('a closed maker refuses, and fails what still waits', async () => {
  const waiting = Array.from({ length: 5 }, () => maker.render(page({ type: 'paragraph', text: 'x' })));
  const settled = Promise.allSettled(waiting);
  await maker.close();
  expect((await settled).every((result) => result.status === 'rejected')).toBe(true);
  await expect(maker.render(page())).rejects.toThrow('closed');
});

test('the fonts are found from the source tree', () => {
  expect(findFonts().regular).toMatch(/assets.fonts.NotoSans-Regular\.ttf$/);
});
