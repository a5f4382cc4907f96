import { describe, expect, test } from 'vitest';
import { namedIn } from './named.rules.ts';

describe('words that name somebody', () => {
  test.each([
    ['The list of joyphoto.example was bought.', ['joyphoto.example']],
    ['Mail from shop.JOYPHOTO.example was refused.', ['joyphoto.example']],
    ['Joy  Photo\nsent too much.', ['Joy Photo']],
    ['Письма сайта Фото Радость задержаны.', ['Фото Радость']],
    ['The address is shared by several sites.', []],
    ['Enjoyphoto.examples are fine, and so is Joy Photography.', []],
  ])('are found whole, in any case: %s', (text, found) => {
    expect(namedIn(text, ['Joy Photo', 'joyphoto.example', 'Фото Радость'], [])).toEqual(found);
  });

  test('are not what belongs to the reader himself, though it contains another’s name', () => {
    expect(
      namedIn('Hello Bakery on the Square: bakery-square.example is fine.', ['Bakery', 'Square'], ['Bakery on the Square', 'bakery-square.example']),
    ).toEqual([]);
    expect(namedIn('Bakery on the Square must not pay for Bakery.', ['Bakery'], ['Bakery on the Square'])).toEqual(['Bakery']);
  });

  test('are those of whoever has more in his name, or in his domain, than the reader', () => {
    expect(namedIn('Hello Martin. The list of Martin Immobilier was bought.', ['Martin Immobilier'], ['Martin'])).toEqual(['Martin Immobilier']);
    expect(namedIn('site.fr is fine; it came from shop.site.fr.', ['shop.site.fr'], ['site.fr'])).toEqual(['shop.site.fr']);
    expect(namedIn('shop.site.fr is fine.', ['site.fr'], ['shop.site.fr'])).toEqual([]);
  });

  test('are not words too short to mean anybody', () => {
    expect(namedIn('It is on a list.', ['is', '', ' '], [])).toEqual([]);
  });
});
