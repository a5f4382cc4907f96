import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlLines } from './html-lines.rules.ts';
import { splitWords } from './own-words.rules.ts';
import { findPhrase } from './phrase.rules.ts';

/** Bits that mails are made of, in any order. */
const bits = fc.constantFrom(
  '<blockquote>',
  '</blockquote>',
  '<div class="gmail_quote">',
  '</div>',
  '<br>',
  '<!--',
  '-->',
  '&eacute;',
  '&#x1F600;',
  '&#xD800;',
  '> quoted\n',
  '-- \n',
  'On 21 Nov 2026 A wrote:\n',
  'From: a\nSent: b\nSubject: c\n',
  'I have read and understood',
  'не прочитал и понял',
  '\u202E',
  '\0',
);

describe('whatever is in a mail', () => {
  test('it is taken apart without failing and without adding a word', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            bits,
            fc.uint16Array({ maxLength: 8 }).map((units) => String.fromCharCode(...units)),
          ),
          { maxLength: 15 },
        ),
        (parts) => {
          const text = parts.join('');
          const { own, quoted } = splitWords(text);
          expect(own.length + quoted.length).toBeLessThanOrEqual(text.length + 10);
          expect(['none', 'affirmed', 'negated']).toContain(findPhrase(own, ['I have read and understood']));
          expect(typeof htmlLines(text)).toBe('string');
        },
      ),
    );
  }, 20_000);

  test('what is quoted is never the writer’s own', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ mode: 'sentences', maxCount: 1 }), { minLength: 1, maxLength: 10 }), (lines) => {
        const quoted = [...lines, 'I have read and understood'];
        expect(findPhrase(splitWords(quoted.map((line) => `> ${line}`).join('\n')).own, [])).toBe('none');
        expect(findPhrase(splitWords(htmlLines(`<p>Hello</p><blockquote>${quoted.join('<br>')}</blockquote>`)).own, [])).toBe('none');
      }),
    );
  });

  test.each([
    ['open tags', '<b>x'],
    ['comments that never end', '<!-- '],
    ['attributions', 'On 1.1.20 1.1.20 <a> 1.1.20:\n'],
    ['empty lines', '\n'],
    ['marks', '>'],
    ['dashes', '-'],
    ['phrases', 'read read and lu et прочитал и '],
    ['dates', '1.1.20 '],
  ])(
    'a mail of nothing but %s is read in a blink',
    (_, bit) => {
      const text = bit.repeat(400_000 / bit.length);
      const started = performance.now();
      const { own } = splitWords(text, text);
      findPhrase(own, ['I have read and understood']);
      splitWords(htmlLines(text));
      expect(performance.now() - started).toBeLessThan(8000);
    },
    20_000,
  );
});
