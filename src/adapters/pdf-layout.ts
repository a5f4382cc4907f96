import type { Content, ContentText, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PdfBlock, PdfDocument } from '../ports/pdf.ts';
import { drawable } from './pdf-glyphs.ts';

const INK = '#1c2126';
const QUIET = '#5b6670';
const ACCENT = '#17506b';
const TINT = '#edf3f6';
const HAIRLINE = '#cfd8de';

/** A word longer than this may be broken anywhere, or it would run off the page. */
const LONG_WORD = /\S{46,}/;
/** Points: a SHA-256 fits into one line of a table of names and values. */
const LONG_WORD_SIZE = 8;
/** Characters of a heading and its first block that are still kept on one page. */
const KEEP_TOGETHER = 1400;

/** Characters of a paragraph that is never split over two pages. */
const SHORT_PARAGRAPH = 450;
/** Rows of a table that is never split over two pages. */
const SHORT_TABLE = 4;

/** Text as pdfmake takes it: drawable, and with words too long for a line made breakable. */
function inline(text: string): ContentText {
  const drawn = drawable(text);
  if (!LONG_WORD.test(drawn)) return { text: drawn };
  const parts = drawn.split(/(\S{46,})/);
  return { text: parts.map((part) => (LONG_WORD.test(part) ? { text: part, wordBreak: 'break-all' as const, fontSize: LONG_WORD_SIZE } : { text: part })) };
}

function cell(text: string, style: 'label' | 'value' | 'head'): TableCell {
  return { ...inline(text), style };
}

const FACTS: CustomTableLayout = {
  hLineWidth: (row, { table }) => (row === 0 || row === table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => HAIRLINE,
  paddingLeft: (column) => (column === 0 ? 0 : 10),
  paddingRight: () => 0,
  paddingTop: () => 2.6,
  paddingBottom: () => 2.6,
};

const GRID: CustomTableLayout = {
  ...FACTS,
  hLineWidth: (row, { table }) => (row === 0 ? 0 : row === 1 || row === table.body.length ? 0.8 : 0.5),
  hLineColor: (row, { table }) => (row === 1 || row === table.body.length ? ACCENT : HAIRLINE),
  fillColor: (row) => (row === 0 ? TINT : null),
  paddingLeft: () => 7,
  paddingRight: () => 7,
};

const CALLOUT: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: (column) => (column === 0 ? 3 : 0),
  vLineColor: () => ACCENT,
  fillColor: () => TINT,
  paddingLeft: () => 12,
  paddingRight: () => 12,
  paddingTop: () => 9,
  paddingBottom: () => 7,
};

function table(block: PdfBlock & { type: 'table' }): Content {
  const margin: [number, number, number, number] = [0, 3, 0, 9];
  if (block.head.length === 0) {
    const body = block.rows.map((row) => row.map((text, column) => cell(text, column === 0 ? 'label' : 'value')));
    return { table: { widths: [130, '*'], body, dontBreakRows: true }, layout: FACTS, margin, unbreakable: block.rows.length <= SHORT_TABLE };
  }
  const widths = block.head.map((_, column) => (column === 0 ? ('*' as const) : column === 1 ? 190 : 75));
  const body = [block.head.map((text) => cell(text, 'head')), ...block.rows.map((row) => row.map((text) => cell(text, 'value')))];
  return { table: { widths, body, headerRows: 1, dontBreakRows: true }, layout: GRID, margin };
}

function bullets(items: readonly string[]): Content {
  return { ul: items.map((item) => ({ ...inline(item), margin: [0, 0, 0, 2] })), markerColor: ACCENT };
}

function drawn(block: PdfBlock): Content {
  switch (block.type) {
    case 'heading':
      return block.level === 1 ? title(block.text) : { ...inline(block.text), style: 'heading' };
    case 'paragraph':
      return { stack: [{ ...inline(block.text), margin: [0, 0, 0, 5] }], unbreakable: block.text.length <= SHORT_PARAGRAPH };
    case 'list':
      return { stack: [bullets(block.items)], margin: [4, 0, 0, 4] };
    case 'callout':
      return { table: { widths: ['*'], body: [[bullets(block.items)]] }, layout: CALLOUT, margin: [0, 2, 0, 7] };
    case 'table':
      return table(block);
  }
}

function title(text: string): Content {
  return {
    stack: [
      { canvas: [{ type: 'rect', x: 0, y: 0, w: 42, h: 4, color: ACCENT }], margin: [0, 0, 0, 12] },
      { ...inline(text), style: 'title' },
    ],
  };
}

function lengthOf(block: PdfBlock): number {
  if (block.type === 'heading' || block.type === 'paragraph') return block.text.length;
  const texts = block.type === 'table' ? [...block.head, ...block.rows.flat()] : block.items;
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** The blocks, each heading kept on the page of what follows it unless that is long. */
function flow(blocks: readonly PdfBlock[]): Content[] {
  const flowed: Content[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const next = blocks[index + 1];
    if (block === undefined) continue;
    if (block.type !== 'heading' || next === undefined || lengthOf(block) + lengthOf(next) > KEEP_TOGETHER) flowed.push(drawn(block));
    else {
      flowed.push({ stack: [drawn(block), drawn(next)], unbreakable: true });
      index += 1;
    }
  }
  return flowed;
}

/** How a document looks: A4, Noto Sans, the footer with the page number on every page. */
export function layOut(document: PdfDocument): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [58, 52, 58, 62],
    language: document.language,
    tagged: true,
    displayTitle: true,
    version: '1.7',
    info: {
      title: document.title,
      author: document.author,
      creator: 'Sendward',
      producer: 'Sendward',
      creationDate: new Date(document.createdAtMs),
      modDate: new Date(document.createdAtMs),
    },
    defaultStyle: { font: 'NotoSans', fontSize: 9.2, lineHeight: 1.05, color: INK },
    styles: {
      title: { fontSize: 21, bold: true, lineHeight: 1, color: INK, margin: [0, 0, 0, 12] },
      heading: { fontSize: 11.5, bold: true, color: ACCENT, margin: [0, 7, 0, 3] },
      label: { color: QUIET },
      value: {},
      head: { bold: true, color: ACCENT },
    },
    content: flow(document.blocks),
    footer: (page, pages) => ({
      margin: [58, 20, 58, 0],
      fontSize: 7,
      color: QUIET,
      columns: [
        { stack: document.footer.split('\n').map(drawable), width: '*' },
        { text: `${page} / ${pages}`, width: 40, alignment: 'right' },
      ],
    }),
  };
}
