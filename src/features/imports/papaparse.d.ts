/** The part of papaparse the core uses. Its published types pull in those of Node, which the core must not see. */
declare module 'papaparse/papaparse.js' {
  interface Settings {
    readonly delimiter: string;
    readonly newline: '\n';
    readonly quoteChar?: string;
    readonly preview?: number;
  }
  interface Parsed {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly { readonly code: string }[];
  }
  interface Cut {
    readonly data: readonly (readonly string[])[];
    /** How far the records that were cut reach. */
    readonly meta: { readonly cursor: number };
  }
  interface Cutter {
    parse(text: string, base: 0, withoutLast: boolean): Cut;
  }
  const Papa: {
    parse(text: string, settings: Settings): Parsed;
    readonly Parser: new (settings: Settings) => Cutter;
  };

  export = Papa;
}
