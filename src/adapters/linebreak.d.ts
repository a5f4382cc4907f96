/** The part of an untyped package that breaks the lines of PDFs, and what the types of pdfkit leave out. */
declare module 'linebreak' {
  /** Finds where a text may be broken, as Unicode Annex 14 has it. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}

declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** What a header cell is the header of. */
    scope?: 'Row' | 'Column';
  }
}
