import PDFDocument from 'pdfkit';
import type { PdfDocument } from '../ports/pdf.ts';
import type { Extent } from './pdf-columns.ts';
import type { FontFiles } from './pdf-fonts.ts';
import { drawable } from './pdf-glyphs.ts';
import { breakLines, type Line, widestWord } from './pdf-lines.ts';

/** Points, from the top left corner of an A4 page. */
export const PAGE = { left: 58, top: 52, right: 537.28, bottom: 779.89, footer: 799.89 } as const;
export const PAGE_WIDTH = PAGE.right - PAGE.left;

/** Ems of Noto Sans: how far letters rise above the base line, and the height of a line. */
const ASCENT = 1.069;
const EM_HEIGHT = 1.362;

export interface Style {
  readonly face: keyof FontFiles;
  readonly size: number;
  readonly color: string;
  /** Height of a line, as a multiple of the font's own. */
  readonly leading: number;
}

/** A place in the structure tree, which reading aloud and export to other formats follow. */
export type Place = PDFKit.PDFStructureElement;
/** What content is: part of the tree, or only looks. */
export type Role = Place | 'Layout' | 'Pagination';

/** A horizontal strip of a document that is never split over two pages. Heights in points. */
export interface Strip {
  readonly height: number;
  /** Space left above, unless the strip begins a page. */
  readonly above?: number;
  readonly below?: number;
  /** Stays on the page of the strip that follows. */
  readonly keep?: boolean;
  /** Drawn again above this strip when it begins a page. */
  readonly repeat?: Strip | undefined;
  readonly draw: (top: number) => void;
}

/** The pages of one document: measures, draws, and says of everything drawn what it is. */
export class Paper {
  readonly #doc: PDFKit.PDFDocument;
  readonly #fonts: FontFiles;
  readonly #root: Place;
  #role: Role | undefined;
  #y: number = PAGE.top;
  #fresh = true;

  constructor(document: PdfDocument, fonts: FontFiles) {
    const at = new Date(document.createdAtMs);
    this.#fonts = fonts;
    this.#doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      font: fonts.regular,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: document.language,
      displayTitle: true,
      info: { Title: document.title, Author: document.author, Creator: 'Sendward', Producer: 'Sendward', CreationDate: at, ModDate: at },
    });
    this.#root = this.#doc.struct('Document', { lang: document.language });
    this.#doc.addStructure(this.#root);
  }

  /** Adds a place to the tree, after what is there. A header cell says what it is the header of. */
  place(type: string, parent: Place = this.#root, scope?: 'Row' | 'Column'): Place {
    const place = this.#doc.struct(type, scope === undefined ? {} : { scope });
    parent.add(place);
    return place;
  }

  lines(text: string, style: Style, width: number): readonly Line[] {
    const measure = { ...this.#measure(style), width };
    const parts = text.split('\n');
    // A blank at the end of each keeps their words apart when read aloud.
    return parts.flatMap((part, index) => breakLines(drawable(index < parts.length - 1 ? `${part} ` : part), measure));
  }

  /** What a text needs so that no word, and no line of it, is broken. */
  extent(text: string, style: Style): Extent {
    const whole = Math.max(...this.lines(text, style, Number.POSITIVE_INFINITY).map((line) => this.widthOf(line, style)));
    return { word: widestWord(drawable(text), this.#measure(style)), whole };
  }

  #measure({ face, size }: Style) {
    this.#doc.font(this.#fonts[face]);
    return { size, widthOf: (part: string, at: number) => this.#doc.fontSize(at).widthOfString(part) };
  }

  /** Points a line takes. */
  widthOf(line: Line, { face }: Style): number {
    this.#doc.font(this.#fonts[face]);
    return line.reduce((sum, { text, size }) => sum + this.#doc.fontSize(size).widthOfString(text), 0);
  }

  write(role: Role, lines: readonly Line[], { style, x, top }: { readonly style: Style; readonly x: number; readonly top: number }): void {
    this.#mark(role);
    this.#doc.font(this.#fonts[style.face]).fillColor(style.color);
    for (const [index, line] of lines.entries()) {
      const base = top + index * lineHeight(style) + ASCENT * style.size;
      let from = x;
      for (const { text, size } of line) {
        this.#doc.fontSize(size).text(text, from, base, { lineBreak: false, baseline: 'alphabetic' });
        from += this.#doc.widthOfString(text);
      }
    }
  }

  /** A filled rectangle, which is never part of the tree. */
  fill(color: string, { x, top, width, height }: { readonly x: number; readonly top: number; readonly width: number; readonly height: number }): void {
    this.#mark('Layout');
    this.#doc.rect(x, top, width, height).fill(color);
  }

  /** Draws strips one below the other, those that keep together on one page if one page can hold them. */
  flow(strips: readonly Strip[]): void {
    let chain: Strip[] = [];
    for (const strip of strips) {
      chain.push(strip);
      if (strip.keep === true) continue;
      this.#chain(chain);
      chain = [];
    }
    this.#chain(chain);
  }

  #chain(chain: readonly Strip[]): void {
    const [first] = chain;
    if (first !== undefined && !this.#fits(chain) && heightOf(chain) <= PAGE.bottom - PAGE.top) this.#turn(first);
    for (const [index, strip] of chain.entries()) {
      // A chain too long for any page still leaves no strip without the one it is kept with.
      if (!this.#fits(chain.slice(index, index + 2))) this.#turn(strip);
      this.#draw(strip);
    }
  }

  #fits(strips: readonly Strip[]): boolean {
    return this.#fresh || this.#y + (strips[0]?.above ?? 0) + heightOf(strips) <= PAGE.bottom;
  }

  #turn({ repeat }: Strip): void {
    this.#mark(undefined);
    this.#doc.addPage();
    this.#y = PAGE.top;
    if (repeat !== undefined) this.#draw(repeat);
    this.#fresh = true;
  }

  #draw(strip: Strip): void {
    if (!this.#fresh) this.#y += strip.above ?? 0;
    strip.draw(this.#y);
    this.#y += strip.height + (strip.below ?? 0);
    this.#fresh = false;
  }

  /** Everything drawn from here on is this, until told otherwise. One stretch of a page is one piece of marked content. */
  #mark(role: Role | undefined): void {
    if (role === this.#role) return;
    if (this.#role !== undefined) this.#doc.endMarkedContent();
    this.#role = role;
    if (role === undefined) return;
    if (role === 'Layout' || role === 'Pagination') this.#doc.markContent('Artifact', { type: role });
    else role.add(this.#doc.markStructureContent('Span'));
  }

  /** Draws the foot of every page, now that their number is known, and gives the file. */
  async finish(foot: (page: number, pages: number) => void): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#mark(undefined);
      this.#doc.switchToPage(page);
      foot(page + 1, count);
    }
    this.#mark(undefined);
    this.#doc.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#doc) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
}

/** Points from one line to the next. */
export function lineHeight({ size, leading }: Style): number {
  return size * EM_HEIGHT * leading;
}

/** Height of strips one below the other, without the space around them. */
function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, strip, index) => sum + strip.height + (index === 0 ? 0 : (strip.above ?? 0) + (strips[index - 1]?.below ?? 0)), 0);
}
