import { describe, expect, it } from 'vitest';
import { assertionsIn } from './assertions.ts';
import { impuritiesIn } from './core-purity.ts';
import { sizesIn } from './sizes.ts';
import { parseSource } from './sources.ts';
import { spokenWordsIn } from './spoken-words.ts';

const messages = (findings: readonly { line: number; message: string }[]): string[] => findings.map(({ line, message }) => `${line} ${message}`);

describe('no assertions', () => {
  it('finds casts, any, non-null and silenced errors, each with its line', () => {
    const text = ['// @ts-expect-error why', 'const a = b as string;', 'const c: any = d!;', '/* @ts-ignore */', 'const e = <string>f;'].join('\n');
    const lines = assertionsIn(parseSource('src/a.ts', text)).map(({ line }) => line);
    expect(lines.sort()).toEqual([1, 2, 3, 3, 4, 5]);
  });

  it('accepts const assertions, satisfies and type predicates', () => {
    const text = "const a = ['x'] as const;\nconst b = { y: 1 } satisfies object;\nfunction c(d: unknown): d is string { return typeof d === 'string'; }";
    expect(assertionsIn(parseSource('src/a.ts', text))).toEqual([]);
  });

  it('sees through names and texts that only look like a breach', () => {
    expect(
      assertionsIn(parseSource('src/a.ts', "import { a as any2 } from './b.ts';\nexport const text = 'x as any // @ts-ignore';\nexport { any2 };")),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  const functionOf = (lines: number): string => `function f() {\n${'  g();\n'.repeat(lines - 2)}}`;

  it('accepts a function at the limit and names one above it', () => {
    expect(sizesIn(parseSource('src/a.ts', functionOf(40)))).toEqual([]);
    expect(messages(sizesIn(parseSource('src/a.ts', functionOf(41))))).toEqual(['1 function of 41 lines (at most 40)']);
  });

  it('does not count blank and comment lines of a function', () => {
    const text = `const f = () => {\n${'  // why\n\n  /* and\n  how */\n'.repeat(20)}  g(); // said\n};`;
    expect(sizesIn(parseSource('src/a.ts', text))).toEqual([]);
  });

  it('names a fourth parameter and a file above 300 lines', () => {
    expect(messages(sizesIn(parseSource('src/a.ts', 'class A { b(c: 1, d: 2, e: 3, f: 4) {} }')))).toEqual(['1 4 parameters (at most 3, else one object)']);
    expect(messages(sizesIn(parseSource('test/a.test.ts', 'a();\n'.repeat(301))))).toEqual(['1 file of 301 lines (at most 300)']);
  });

  it('leaves the parameters of a callback to its caller', () => {
    expect(sizesIn(parseSource('src/a.ts', 'session.onRequest((a, b, c, d) => d(a, b, c));'))).toEqual([]);
  });

  it('measures only the file in tests', () => {
    expect(sizesIn(parseSource('src/a.test.ts', functionOf(80)))).toEqual([]);
  });
});

describe('core without a clock of its own', () => {
  it('finds time and chance taken from the machine', () => {
    const text = 'const a = Date.now();\nconst b = new Date();\nconst c = Math.random();\nconst d = Temporal.Now.instant();';
    expect(impuritiesIn(parseSource('src/features/x/a.ts', text)).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  it('accepts a date made of a given instant, and anything outside of the core', () => {
    expect(impuritiesIn(parseSource('src/shared/a.ts', 'const a = new Date(0);'))).toEqual([]);
    expect(impuritiesIn(parseSource('src/adapters/a.ts', 'const a = Date.now();'))).toEqual([]);
  });
});

describe('words in code', () => {
  const found = (text: string, path = 'renderer/a.tsx'): string[] => messages(spokenWordsIn(parseSource(path, text)));

  it('finds words in elements, also in conditions', () => {
    expect(found('const a = <p>Hello</p>;')).toEqual(['1 words in code: "Hello"']);
    expect(found("const a = <p>{b ? 'Yes' : t('no')}{c && `More of ${d}`}</p>;")).toEqual(['1 words in code: "Yes"', '1 words in code: "More of"']);
  });

  it('finds words in what people read or hear of attributes', () => {
    expect(found("const a = <B aria-label='Close' placeholder={'Name'} title={c ? 'Да' : undefined} />;")).toHaveLength(3);
  });

  it('finds labels of native menus', () => {
    expect(found("const menu = [{ label: 'File', click }, { label: t('menu.edit') }];", 'electron/menu.ts')).toEqual(['1 words in code: "File"']);
  });

  it('accepts translated words, the name of the product, signs and technical attributes', () => {
    const text =
      '<p className="big card" data-x="Some thing" id="Main"><b>{t("common:yes")}</b>Sendward · {count} % <i aria-label={t("x")} placeholder="mail.example.com" /></p>';
    expect(found(`const a = ${text};`)).toEqual([]);
  });

  it('does not look at the core', () => {
    expect(found("const a = { label: 'File' };", 'src/features/a.ts')).toEqual([]);
  });
});
