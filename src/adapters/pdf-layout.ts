import type { PdfBlock, PdfDocument } from '../ports/pdf.ts';
import type { FontFiles } from './pdf-fonts.ts';
import { lineHeight, PAGE, PAGE_WIDTH, Paper, type Place, type Strip, type Style } from './pdf-paper.ts';
import { ACCENT, BODY, chunks, HEADING, kept, QUIET, TINT, TITLE } from './pdf-style.ts';
import { facts, grid } from './pdf-table.ts';

/** Characters and lines of a paragraph that is never split over two pages. */
const SHORT_PARAGRAPH = { characters: 450, lines: 10 } as const;
const BULLET = '•';
/** Points from where a list begins to its text. */
const TO_TEXT = 10;
const CALLOUT = { bar: 3, indent: 15, above: 9, below: 9 } as const;

const FOOT: Style = { ...BODY, size: 7, color: QUIET };
const MARKER: Style = { ...BODY, size: 12, color: ACCENT };
/** Points a bullet is raised, being larger than its text, to stand in the middle of the line. */
const MARKER_RISE = 1.9;

/** A heading, the bar above it if it is the title, and what it is the heading of, kept together. */
function heading(paper: Paper, sect: Place, block: PdfBlock & { type: 'heading' }): Strip[] {
  const style = block.level === 1 ? TITLE : HEADING;
  const bar = block.level === 1 ? 16 : 0;
  const lines = paper.lines(block.text, style, PAGE_WIDTH);
  const place = paper.place(`H${block.level}`, sect);
  return [
    {
      height: bar + lines.length * lineHeight(style),
      above: block.level === 1 ? 0 : 7,
      below: block.level === 1 ? 12 : 3,
      keep: true,
      draw: (top) => {
        if (bar > 0) paper.fill(ACCENT, { x: PAGE.left, top, width: 42, height: 4 });
        paper.write(place, lines, { style, x: PAGE.left, top: top + bar });
      },
    },
  ];
}

/** A paragraph: whole if short, otherwise never one line alone on a page. Kept with the list or table it introduces. */
function paragraph(paper: Paper, sect: Place, { text, leads }: { readonly text: string; readonly leads: boolean }): Strip[] {
  const lines = paper.lines(text, BODY, PAGE_WIDTH);
  const place = paper.place('P', sect);
  const isShort = text.length <= SHORT_PARAGRAPH.characters && lines.length <= SHORT_PARAGRAPH.lines;
  const parts = isShort || lines.length < 4 ? [lines] : [lines.slice(0, 2), ...chunks(lines.slice(2, -2), 1), lines.slice(-2)];
  return parts.map((part, index) => ({
    height: part.length * lineHeight(BODY),
    below: index === parts.length - 1 ? 5 : 0,
    keep: leads && index === parts.length - 1,
    draw: (top) => paper.write(place, part, { style: BODY, x: PAGE.left, top }),
  }));
}

interface ListPlace {
  readonly parent: Place;
  readonly x: number;
  readonly width: number;
}

/** The items of a list, each as the strips it is drawn in: a bullet and its text. */
function items(paper: Paper, texts: readonly string[], { parent, x, width }: ListPlace): Strip[][] {
  const list = paper.place('L', parent);
  const bullet = paper.lines(BULLET, MARKER, TO_TEXT);
  return texts.map((text, item) => {
    const place = paper.place('LI', list);
    const label = paper.place('Lbl', place);
    const body = paper.place('LBody', place);
    const parts = chunks(paper.lines(text, BODY, width - TO_TEXT));
    return parts.map((lines, index) => ({
      height: lines.length * lineHeight(BODY),
      below: index === parts.length - 1 ? 2 : 0,
      keep: kept(item, texts.length),
      draw: (top) => {
        if (index === 0) paper.write(label, bullet, { style: MARKER, x, top: top - MARKER_RISE });
        paper.write(body, lines, { style: BODY, x: x + TO_TEXT, top });
      },
    }));
  });
}

function bullets(paper: Paper, sect: Place, texts: readonly string[]): Strip[] {
  const strips = items(paper, texts, { parent: sect, x: PAGE.left + 4, width: PAGE_WIDTH - 4 }).flat();
  return strips.map((strip, index) => (index === strips.length - 1 ? { ...strip, below: 6 } : strip));
}

/** A list on tinted ground, in one piece unless its items are very long. */
function callout(paper: Paper, sect: Place, texts: readonly string[]): Strip[] {
  const note = paper.place('Note', sect);
  const place = { parent: note, x: PAGE.left + CALLOUT.indent, width: PAGE_WIDTH - 2 * CALLOUT.indent };
  const strips = items(paper, texts, place).flat();
  return strips.map((strip, index) => {
    const [first, last] = [index === 0, index === strips.length - 1];
    const above = first ? CALLOUT.above : 0;
    const height = above + strip.height + (last ? CALLOUT.below : (strip.below ?? 0));
    return {
      ...strip,
      height,
      above: first ? 2 : 0,
      below: last ? 7 : 0,
      keep: !last,
      draw: (top) => {
        ground(paper, top, height);
        strip.draw(top + above);
      },
    };
  });
}

function ground(paper: Paper, top: number, height: number): void {
  paper.fill(TINT, { x: PAGE.left, top, width: PAGE_WIDTH, height });
  paper.fill(ACCENT, { x: PAGE.left, top, width: CALLOUT.bar, height });
}

function stripsOf(paper: Paper, sect: Place, { block, next }: { readonly block: PdfBlock; readonly next: PdfBlock | undefined }): Strip[] {
  switch (block.type) {
    case 'heading':
      return heading(paper, sect, block);
    case 'paragraph':
      return paragraph(paper, sect, { text: block.text, leads: next?.type === 'list' || next?.type === 'table' || next?.type === 'callout' });
    case 'list':
      return bullets(paper, sect, block.items);
    case 'callout':
      return callout(paper, sect, block.items);
    case 'table':
      return block.head.length === 0 ? facts(paper, sect, block.rows) : grid(paper, sect, block);
  }
}

function foot(paper: Paper, { footer }: PdfDocument): (page: number, pages: number) => void {
  const lines = footer.split('\n').flatMap((line) => paper.lines(line, FOOT, PAGE_WIDTH - 40));
  return (page, pages) => {
    paper.write('Pagination', lines, { style: FOOT, x: PAGE.left, top: PAGE.footer });
    const [number = []] = paper.lines(`${page} / ${pages}`, FOOT, 40);
    const x = PAGE.right - paper.widthOf(number, FOOT);
    paper.write('Pagination', [number], { style: FOOT, x, top: PAGE.footer });
  };
}

/** Draws a document: A4, Noto Sans, structure as it is meant, the footer with the page number on every page. Equal documents give equal bytes. */
export function drawPdf(document: PdfDocument, fonts: FontFiles): Promise<Uint8Array> {
  const paper = new Paper(document, fonts);
  const strips: Strip[] = [];
  let sect: Place | undefined;
  for (const [index, block] of document.blocks.entries()) {
    // A heading opens a section; what stands before the first one has its own.
    if (block.type === 'heading' || sect === undefined) sect = paper.place('Sect');
    strips.push(...stripsOf(paper, sect, { block, next: document.blocks[index + 1] }));
  }
  paper.flow(strips);
  return paper.finish(foot(paper, document));
}
