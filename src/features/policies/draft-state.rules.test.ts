import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { afterConfirm, afterEdit, type Edit, stateOf } from './draft-state.rules.ts';
import type { Wording } from './wording.rules.ts';

const NONE: readonly Edit[] = [];
const words = (title: string): Wording => ({ title, blocks: [{ type: 'paragraph', text: title }] });
const change = (language: Language, generatedSha256 = 'g') => ({ section: 'limits', language, generatedSha256, author: 'A', editedAt: 1 });
const edit = (siblings: readonly Edit[], language: Language, title: string | null, generated = 'g') =>
  afterEdit(siblings, { ...change(language, generated), wording: title === null ? null : words(title) });
const confirm = (siblings: readonly Edit[], language: Language, generated = 'g') => afterConfirm(siblings, change(language, generated));

const behind = (siblings: readonly Edit[]): Language[] => LANGUAGES.filter((language) => stateOf(siblings, language, 'g').behind);
const titles = (siblings: readonly Edit[]) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, siblings.find((each) => each.language === language)?.wording?.title ?? null]));

const step = fc.oneof(
  fc.record({ act: fc.constant('edit' as const), language: fc.constantFrom(...LANGUAGES), title: fc.constantFrom('a', 'b', 'c', null) }),
  fc.record({ act: fc.constant('confirm' as const), language: fc.constantFrom(...LANGUAGES) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const take = (siblings: readonly Edit[], next: Step): readonly Edit[] =>
  next.act === 'edit' ? edit(siblings, next.language, next.title) : confirm(siblings, next.language);
const history = fc.array(step, { maxLength: 20 }).map((steps) => steps.reduce(take, NONE));

describe('siblings of a section', () => {
  test('the first wording of one leaves the two others behind', () => {
    expect(behind(edit([], 'fr', 'a'))).toEqual(['en', 'ru']);
  });

  test('rewording one that is behind catches it up; rewording one that is not goes on with the round', () => {
    const open = edit(edit([], 'fr', 'a'), 'fr', 'b');
    expect(behind(open)).toEqual(['en', 'ru']);
    expect(open.map(({ round }) => round)).toEqual([1]);
    expect(behind(edit(open, 'ru', 'c'))).toEqual(['en']);
  });

  test('rewording one while all are up to date opens a new round', () => {
    const settled = confirm(confirm(edit([], 'fr', 'a'), 'en'), 'ru');
    expect(behind(settled)).toEqual([]);
    expect(behind(edit(settled, 'en', 'b'))).toEqual(['fr', 'ru']);
    expect(behind(edit(settled, 'fr', 'b'))).toEqual(['en', 'ru']);
  });

  test('giving the generated wording back in one language leaves the others to be looked at', () => {
    const all = LANGUAGES.reduce((siblings, language) => edit(siblings, language, 'a'), NONE);
    expect(behind(edit(all, 'fr', null))).toEqual(['en', 'ru']);
  });

  test('writing the very same again is a confirmation, not a new round', () => {
    const settled = confirm(confirm(edit([], 'fr', 'a'), 'en'), 'ru');
    expect(edit(settled, 'fr', 'a')).toEqual(settled.filter(({ language }) => language !== 'fr').concat(settled.filter(({ language }) => language === 'fr')));
    expect(behind(edit(settled, 'fr', 'a'))).toEqual([]);
  });

  test('a wording is outdated from the change of the rules until it is confirmed, reworded or given back', () => {
    const settled = confirm(confirm(edit([], 'fr', 'a'), 'en'), 'ru');
    const outdated = (siblings: readonly Edit[]) => LANGUAGES.filter((language) => stateOf(siblings, language, 'new').outdated);
    expect(outdated(settled)).toEqual(['fr']);
    expect(outdated(confirm(settled, 'fr', 'new'))).toEqual([]);
    expect(outdated(edit(settled, 'fr', 'b', 'new'))).toEqual([]);
    expect(outdated(edit(settled, 'fr', null, 'new'))).toEqual([]);
  });

  test('after every sibling that is behind was reworded or confirmed, none is, whatever happened before', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.boolean()), (siblings, choices) => {
        const settled = behind(siblings).reduce((now, language, index) => {
          const [confirms] = choices.take(1);
          return confirms === true ? confirm(now, language) : edit(now, language, `new ${index}`);
        }, siblings);
        expect(behind(settled)).toEqual([]);
      }),
    );
  });

  test('no act in one language touches the wording of another', () => {
    fc.assert(
      fc.property(history, step, (siblings, next) => {
        const [before, after] = [titles(siblings), titles(take(siblings, next))];
        for (const language of LANGUAGES) if (language !== next.language) expect(after[language]).toBe(before[language]);
      }),
    );
  });

  test('a confirmation changes no wording at all', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...LANGUAGES), (siblings, language) => {
        expect(titles(confirm(siblings, language))).toEqual(titles(siblings));
      }),
    );
  });

  test('giving the generated wording back in every language leaves a draft that was never touched', () => {
    fc.assert(
      fc.property(history, fc.shuffledSubarray([...LANGUAGES], { minLength: LANGUAGES.length }), (siblings, order) => {
        expect(order.reduce((now, language) => edit(now, language, null), siblings)).toEqual([]);
      }),
    );
  });

  test('where nothing is worded by hand nothing is behind', () => {
    fc.assert(
      fc.property(history, (siblings) => {
        if (LANGUAGES.every((language) => !stateOf(siblings, language, 'g').edited)) expect(behind(siblings)).toEqual([]);
      }),
    );
  });
});
