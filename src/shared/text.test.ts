import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asQuoted, namesAny, quotation, singleLine } from './text.ts';

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const charactersOf = (text: string): string[] => [...GRAPHEMES.segment(text)].map(({ segment }) => segment);
const wordsOf = (text: string): string[] => text.split(' ');

describe('whether a text names somebody', () => {
  it.each([
    ['sent by fleurs & fils, twice', ['Fleurs & Fils'], true],
    ['it was Port', ['Boulangerie du Port'], false],
    ['mail of news.site2.example.', ['site2.example'], true],
    ['/home/beta/form.php', ['beta'], true],
    ['alphabeta', ['beta'], false],
    ['anything', ['', ' & '], false],
  ])('%s', (text, words, names) => {
    expect(namesAny(text, words)).toBe(names);
  });
});

describe('a quotation within another', () => {
  it('has the inner marks of the language around it', () => {
    const said = 'Le blocage de « alpha » et de “beta” reste.';
    expect(asQuoted(said, 'en')).toBe('Le blocage de ‘alpha’ et de ‘beta’ reste.');
    expect(asQuoted(said, 'fr')).toBe('Le blocage de “alpha” et de “beta” reste.');
    expect(asQuoted('Рассылка «Новинки» и „Акция“.', 'ru')).toBe('Рассылка „Новинки“ и „Акция“.');
  });

  it('leaves alone what is no pair, and what is straight', () => {
    for (const said of ['a " b " « c', 'don’t “ stop', 'x » « y']) expect(asQuoted(said, 'fr')).toBe(said);
  });

  it('is looked for in a bounded time, whatever somebody wrote', () => {
    const begun = performance.now();
    for (const mark of ['«', '“', '„']) for (const rest of [' '.repeat(20_000), `${mark} `.repeat(10_000)]) asQuoted(mark + rest, 'en');
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('a quotation', () => {
  it('stays as it is where it is short, on one line', () => {
    expect(quotation(' We have\n  nothing to add. ', 160)).toBe('We have nothing to add.');
    expect(quotation('x'.repeat(160), 160)).toBe('x'.repeat(160));
  });

  it('is cut behind a word, and only a word that is as long as all of it is cut itself', () => {
    expect(quotation('word '.repeat(100), 160)).toMatch(/^(word ){32}…$/);
    expect(quotation('Désormais nous passons par une plateforme.', 34)).toBe('Désormais nous passons par une …');
    expect(quotation('x'.repeat(500), 160)).toBe(`${'x'.repeat(160)} …`);
    expect(quotation(`a ${'x'.repeat(500)}`, 160)).toBe(`a ${'x'.repeat(158)} …`);
  });

  it('cuts no character in two, however many code points it has', () => {
    for (const one of ['👩‍👩‍👧', '🇫🇷', 'e\u0301', 'й', '각']) {
      const cut = quotation(one.repeat(50), 10);
      expect(cut.length).toBeGreaterThan(2);
      expect(new Set(charactersOf(cut.slice(0, -2)))).toEqual(new Set([one]));
    }
    // Marks without end on one letter are none that anybody reads: they are bounded.
    expect(quotation(`e${'\u0301'.repeat(100_000)}`, 10).length).toBeLessThan(100);
  });

  const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('слово', 'mot', '👩‍👩‍👧', '\n', 'a\u0301')), {
    maxLength: 40,
  });

  it('is the beginning of what was said, whole words of it, and no longer than was asked for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 60 }), (parts, limit) => {
        const said = singleLine(parts.join(' '));
        const cut = quotation(parts.join(' '), limit);
        if (cut === said) return;
        const kept = cut.slice(0, -2);
        expect(cut).toBe(`${kept} …`);
        expect(said.startsWith(kept)).toBe(true);
        expect(charactersOf(kept).length).toBeLessThanOrEqual(limit);
        expect(charactersOf(said).slice(0, charactersOf(kept).length).join('')).toBe(kept);
        const last = wordsOf(kept).length - 1;
        const isWhole = wordsOf(said)[last] === wordsOf(kept)[last];
        if (!isWhole) expect(kept.lastIndexOf(' ')).toBeLessThanOrEqual(kept.length / 2);
      }),
    );
  });
});
