import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostId } from '../../src/contract/ids.ts';
import type { Gap } from '../../src/contract/texts.ts';
import type { Language } from '../../src/shared/language.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Desk, NO_CHANGELOG, openDesk, read } from './desk.ts';

const CALL = { signal: undefined };
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type Draft = Awaited<ReturnType<Desk['draft']>>;

const codes = (gaps: readonly Gap[]) => gaps.map(({ language, section, code }) => `${language} ${section} ${code}`);
const sectionOf = (draft: Draft, language: Language, id: string) =>
  draft.texts.find((text) => text.language === language)?.sections.find((section) => section.id === id);
const stateOf = (draft: Draft, language: Language, id: string) =>
  draft.states.find((each) => each.language === language)?.sections.find((section) => section.id === id);

describe('wording a section', () => {
  test('shows it at once, names the siblings that are behind, and keeps publishing from happening', async () => {
    const draft = await desk.edit('fr', 'security', 'Tenez votre site à jour.');
    expect(sectionOf(draft, 'fr', 'security')).toMatchObject({ title: 'Own title', blocks: [{ type: 'paragraph', text: 'Tenez votre site à jour.' }] });
    expect(stateOf(draft, 'fr', 'security')).toEqual({ id: 'security', edited: true, behind: false, outdated: false });
    expect(stateOf(draft, 'ru', 'security')).toEqual({ id: 'security', edited: false, behind: true, outdated: false });
    expect(codes(draft.gaps)).toEqual(expect.arrayContaining(['en security behind', 'ru security behind']));
    await expect(desk.publish()).rejects.toMatchObject({ code: 'policy_incomplete', params: { missing: expect.stringContaining('ru security: behind') } });
  });

  test('is publishable once every sibling says the same, and stays in force for the next draft', async () => {
    await desk.edit('fr', 'security', 'Tenez votre site à jour.');
    await desk.edit('en', 'security', 'Keep your site up to date.');
    const draft = await desk.edit('ru', 'security', 'Обновляйте сайт.');
    expect(draft.gaps).toEqual([]);
    const version = await desk.publish({ changelog: NO_CHANGELOG });
    expect(JSON.stringify(version.texts)).toContain('Обновляйте сайт.');
    expect((await desk.draft()).texts).toEqual(draft.texts);
    expect((await desk.policies.texts({ hostId: desk.hostId }, CALL))[0]).toMatchObject({ kind: 'notice', edited: true, changed: false, gaps: 0 });
  });

  test('a confirmation settles a sibling that needs no change', async () => {
    const [generated] = (await desk.draft()).texts.map((text) => text.sections.find((section) => section.id === 'security'));
    const blocks = generated?.blocks ?? [];
    await desk.policies.edit({ hostId: desk.hostId, kind: 'notice', language: 'en', section: 'security', wording: { title: 'Safety first', blocks } }, CALL);
    await desk.confirm('fr', 'security');
    expect((await desk.confirm('ru', 'security')).gaps).toEqual([]);
  });

  test('siblings of another shape or with other merge fields do not say the same', async () => {
    await desk.edit('en', 'security', 'Write to {{support_address}}.');
    await desk.edit('fr', 'security', 'Écrivez à {{support_address}}.');
    expect(codes((await desk.edit('ru', 'security', 'Пишите.')).gaps)).toEqual(['ru security different_facts']);
    expect(codes((await desk.edit('fr', 'security', 'Écrivez à {{ Reseller_Name }}.')).gaps)).toContain('null security different_facts');
  });

  test('takes only merge fields of its text, written one way', async () => {
    const draft = await desk.edit('en', 'security', 'For {{ Client_Name }} and {{deadline}} {{');
    expect(sectionOf(draft, 'en', 'security')?.blocks).toEqual([{ type: 'paragraph', text: 'For {{client_name}} and {{deadline}} {{' }]);
    expect(codes(draft.gaps)).toContain('en security unknown_field');
    expect(draft.hints.filter(({ code }) => code === 'unknown_field').map(({ values }) => values['field'])).toEqual(['deadline', '{{']);
    const warning = await desk.edit('en', 'deadline', 'Until {{deadline}}.', 'spike_warning');
    expect(codes(warning.gaps)).not.toContain('en deadline unknown_field');
    expect(draft.fields).toContain('reply_token');
    expect(warning.fields).not.toContain('reply_token');
  });

  test('keeps one line of a text one line, without control characters', async () => {
    const draft = await desk.edit('en', 'security', 'One\r\n2. Two\u202E\u200B three');
    expect(sectionOf(draft, 'en', 'security')?.blocks).toEqual([{ type: 'paragraph', text: 'One 2. Two three' }]);
  });

  test('in every language asks no more for what only the generated words needed', async () => {
    const unknown = async () => (await desk.policies.draft({ hostId: desk.hostId, kind: 'notice' }, CALL)).unknownValues;
    const before = await unknown();
    expect(before).toEqual(expect.arrayContaining(['limits', 'termsUrl']));
    for (const language of ['en', 'fr'] as const) await desk.edit(language, 'limits', 'Own words.');
    expect(await unknown()).toEqual(before);
    await desk.edit('ru', 'limits', 'Свои слова.');
    const after = await unknown();
    expect(after).not.toContain('limits');
    expect(after).toContain('termsUrl');
    await desk.edit('ru', 'limits', null);
    expect(await unknown()).toEqual(before);
  });

  test('an empty wording is a gap', async () => {
    const wording = { title: 'Title', blocks: [] };
    const draft = await desk.policies.edit({ hostId: desk.hostId, kind: 'notice', language: 'en', section: 'security', wording }, CALL);
    expect(codes(draft.gaps)).toContain('en security empty');
    const items = { title: 'Title', blocks: [{ type: 'list' as const, items: ['one', ' '] }] };
    const listed = await desk.policies.edit({ hostId: desk.hostId, kind: 'notice', language: 'en', section: 'security', wording: items }, CALL);
    expect(codes(listed.gaps)).toContain('en security empty');
  });

  test('giving the generated wording back, or writing just that, leaves a draft that was never touched', async () => {
    const untouched = await desk.draft();
    for (const language of LANGUAGES) await desk.edit(language, 'security', 'Own words.');
    for (const language of ['en', 'fr'] as const) await desk.edit(language, 'security', null);
    const generated = untouched.texts.find((text) => text.language === 'ru')?.sections.find((section) => section.id === 'security');
    const wording = { title: generated?.title ?? '', blocks: generated?.blocks ?? [] };
    const draft = await desk.policies.edit({ hostId: desk.hostId, kind: 'notice', language: 'ru', section: 'security', wording }, CALL);
    expect(draft).toEqual(untouched);
    expect(await desk.core.db.read.selectFrom('text_edit').selectAll().execute()).toEqual([]);
  });

  test('the head is a title and two paragraphs', async () => {
    const wording = {
      title: 'House rules',
      blocks: [
        { type: 'paragraph' as const, text: 'House rules, version {{version_number}}' },
        { type: 'paragraph' as const, text: 'Dear {{contact_name}},' },
      ],
    };
    const place = { hostId: desk.hostId, kind: 'notice' as const, language: 'en' as const, section: 'head' };
    const draft = await desk.policies.edit({ ...place, wording }, CALL);
    expect(draft.texts[0]).toMatchObject({ title: 'House rules', subject: 'House rules, version {{version_number}}', greeting: 'Dear {{contact_name}},' });
    expect(stateOf(draft, 'fr', 'head')?.behind).toBe(true);
    await expect(desk.policies.edit({ ...place, wording: { ...wording, blocks: [] } }, CALL)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('a section or a host that is not there is said so', async () => {
    await expect(desk.edit('en', 'attachments', 'x')).rejects.toMatchObject({ code: 'section_not_found' });
    await expect(desk.confirm('en', 'nonsense')).rejects.toMatchObject({ code: 'section_not_found' });
    const nowhere = { hostId: HostId.parse(desk.core.ids.next()), kind: 'notice' as const, language: 'en' as const, section: 'limits' };
    await expect(desk.policies.edit({ ...nowhere, wording: null }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  });
});

describe('a change of the rules', () => {
  const wordAll = async () => {
    await desk.edit('en', 'limits', 'At most 10 recipients.');
    await desk.edit('fr', 'limits', 'Au plus 10 destinataires.');
    return desk.edit('ru', 'limits', 'Не более 10 получателей.');
  };

  test('makes a wording outdated until it is confirmed, reworded or given back', async () => {
    expect((await wordAll()).gaps).toEqual([]);
    await desk.setRules({ maxRecipientsPerMessage: read(7) });
    expect(codes((await desk.draft()).gaps)).toEqual(LANGUAGES.map((language) => `${language} limits outdated`));
    await expect(desk.publish()).rejects.toMatchObject({ code: 'policy_incomplete' });
    await desk.confirm('en', 'limits');
    await desk.edit('fr', 'limits', 'Au plus 7 destinataires.');
    expect(codes((await desk.draft()).gaps)).toEqual(['en limits behind', 'ru limits behind', 'ru limits outdated']);
    await desk.edit('en', 'limits', 'At most 7 recipients.');
    expect((await desk.edit('ru', 'limits', 'Не более 7 получателей.')).gaps).toEqual([]);
  });

  test('leaves a wording alone that the rule has nothing to do with', async () => {
    for (const language of LANGUAGES) await desk.edit(language, 'security', 'Own words.');
    await desk.setRules({ maxRecipientsPerMessage: read(7) });
    expect((await desk.draft()).gaps).toEqual([]);
  });

  test('a changelog makes no wording outdated', async () => {
    for (const language of LANGUAGES) await desk.edit(language, 'who', 'Own words.');
    await desk.publish();
    await desk.publish();
    expect((await desk.draft()).gaps).toEqual([]);
  });
});

test('hints judge a wording that is not saved yet', async () => {
  const wording = { title: 'Limites', blocks: [{ type: 'paragraph' as const, text: 'Vous avez enfreint les règles\u00a0: 77 messages.' }] };
  const place = { hostId: desk.hostId, kind: 'notice' as const, language: 'fr' as const, section: 'limits' };
  const { hints, readability } = await desk.policies.hints({ ...place, wording }, CALL);
  expect(hints.map(({ code, values }) => [code, values])).toEqual([
    ['accusation', { found: 'Vous avez enfreint' }],
    ['foreign_figure', { figure: '77' }],
  ]);
  expect(readability).toBeGreaterThan(0);
  expect((await desk.draft()).states.every(({ sections }) => sections.every(({ edited }) => !edited))).toBe(true);
});
