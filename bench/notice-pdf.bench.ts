/**
 * 1,000 notices to PDF through the pool, against bare pdfkit that only pours out the same words, untagged, in one thread; and whether
 * memory stays flat.
 * Usage: node bench/notice-pdf.bench.ts [notices]
 */
import { availableParallelism } from 'node:os';
import PDFDocument from 'pdfkit';
import { createPdfMaker } from '../src/adapters/pdf.ts';
import { findFonts } from '../src/adapters/pdf-fonts.ts';
import { createTexts } from '../src/adapters/texts.ts';
import { PolicyTerms } from '../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS } from '../src/features/hosts/index.ts';
import { pdfDocument } from '../src/features/notices/letter.rules.ts';
import { draftText } from '../src/features/policies/texts/index.ts';
import type { PdfBlock, PdfDocument } from '../src/ports/pdf.ts';
import { LANGUAGES } from '../src/shared/language.ts';
import { measure, ratio, report, startLap } from './measure.ts';

const notices = Number(process.argv[2] ?? 1000);
const cores = availableParallelism();
const BARE_RUNS = 60;

const texts = createTexts();
const source = { rules: PRESETS['shared-fr-conditions'], own: NO_OWN_RULES, terms: PolicyTerms.parse({}), reasons: () => [] };
const drafted = draftText('notice', source, texts);
const documents = drafted.map((text) => pdfDocument(text, { author: 'Bench', footer: 'SHA-256', createdAtMs: 0 }));
const document = (index: number) => documents[index % LANGUAGES.length] ?? documents[0];

function rssMb(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

const fonts = findFonts();

function textsOf(block: PdfBlock): readonly string[] {
  if (block.type === 'heading' || block.type === 'paragraph') return [block.text];
  return block.type === 'table' ? [...block.head, ...block.rows.flat()] : block.items;
}

async function pour({ blocks }: PdfDocument): Promise<void> {
  const doc = new PDFDocument({ size: 'A4', margin: 58, font: fonts.regular });
  for (const block of blocks) {
    doc.font(block.type === 'heading' ? fonts.semiBold : fonts.regular, 9.2);
    for (const text of textsOf(block)) doc.text(text);
  }
  doc.end();
  for await (const chunk of doc) if (chunk === undefined) break;
}

async function bare(): Promise<void> {
  for (const each of documents) await pour(each);
}

const memory: Record<string, number> = { atStart: rssMb() };
const maker = createPdfMaker(cores);
// Threads start and compile before the watch does; all cores render the same three languages in turn.
await Promise.all(Array.from({ length: cores * 2 }, () => render(0)));
async function render(index: number): Promise<void> {
  const next = document(index);
  if (next !== undefined) await maker.render(next);
}

const lap = startLap();
for (let done = 0; done < notices; done += 50) {
  await Promise.all(Array.from({ length: Math.min(50, notices - done) }, (_, index) => render(done + index)));
  if (done + 50 === 100) memory['after100'] = rssMb();
}
const ours = lap();
memory['atEnd'] = rssMb();
await maker.close();

await bare();
const inOneThread = await measure(BARE_RUNS / documents.length, async () => {
  await bare();
  return undefined;
});
const perNotice = { runs: notices, wallMs: one(ours.wallMs / notices), cpuMs: one(ours.cpuMs / notices) };
const barePerNotice = { ...inOneThread, wallMs: third(inOneThread.wallMs.median), cpuMs: third(inOneThread.cpuMs.median) };
function one(value: number) {
  return { min: value, median: value, max: value };
}
function third(value: number) {
  return one(value / documents.length);
}

report('notice-pdf', {
  notices,
  cores,
  poolSeconds: Math.round(ours.wallMs / 100) / 10,
  noticesPerSecond: Math.round((notices / ours.wallMs) * 10_000) / 10,
  noticesPerCpuSecond: Math.round((notices / ours.cpuMs) * 10_000) / 10,
  cpuMsPerNotice: Math.round(perNotice.cpuMs.median * 10) / 10,
  bareCpuMsPerNotice: Math.round(barePerNotice.cpuMs.median * 10) / 10,
  cpuRatioToBare: ratio(perNotice, barePerNotice),
  wallRatioToBare: Math.round((perNotice.wallMs.median / barePerNotice.wallMs.median) * 100) / 100,
  rssMb: memory,
});
