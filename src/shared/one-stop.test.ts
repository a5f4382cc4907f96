import fc from 'fast-check';
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { longDate } from './calendar.ts';
import { ONE_STOP, withOneStop } from './one-stop.ts';

const TEXTS = { until: 'Ответьте до {{date}}. Спасибо.', asked: 'Вы ответили до {{date}}?', quoted: 'Он пишет: «{{words}}». Это всё.' };

function russian() {
  const i18n = createInstance();
  void i18n
    .use(ONE_STOP)
    .init({ lng: 'ru', initAsync: false, postProcess: ONE_STOP.name, interpolation: { escapeValue: false }, resources: { ru: { translation: TEXTS } } });
  return i18n.getFixedT('ru');
}

describe('withOneStop', () => {
  it('ends a Russian sentence after a date with the stop of the year alone', () => {
    const date = longDate('2026-11-21', 'ru');
    expect(date.endsWith('г.')).toBe(true);
    expect(russian()('until', { date })).toBe(`Ответьте до ${date} Спасибо.`);
    expect(russian()('asked', { date })).toBe(`Вы ответили до ${date}?`);
  });

  it('leaves dots that somebody wrote', () => {
    expect(russian()('quoted', { words: 'ну.. не знаю...' })).toBe('Он пишет: «ну.. не знаю...». Это всё.');
    expect(withOneStop('Файл ../a.txt. Он пишет: да..', { words: 'да', file: '../a.txt' })).toBe('Файл ../a.txt. Он пишет: да..');
  });

  it('leaves dots that somebody wrote behind the words of a value', () => {
    expect(withOneStop('Он пишет: подождите.... Срок: подождите..', { words: 'подождите.' })).toBe('Он пишет: подождите.... Срок: подождите.');
  });

  it('takes values as they are, whatever signs they hold', () => {
    expect(withOneStop('Цена $& $1 руб.. Всё', { price: '$& $1 руб.' })).toBe('Цена $& $1 руб. Всё');
  });

  it('sets one stop where value and sentence meet, and changes nothing else', () => {
    const words = fc.string().filter((text) => !text.includes('.'));
    fc.assert(
      fc.property(words, words, words, (before, value, after) => {
        fc.pre(value !== '');
        expect(withOneStop(`${before}${value}..${after}`, { value: `${value}.` })).toBe(`${before}${value}.${after}`);
        expect(withOneStop(`${before}${value}.${after}`, { value })).toBe(`${before}${value}.${after}`);
      }),
    );
  });
});
