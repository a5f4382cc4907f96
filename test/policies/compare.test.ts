import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostId, VersionId } from '../../src/contract/ids.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Desk, openDesk, read } from './desk.ts';

const CALL = { signal: undefined };
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type Comparison = Awaited<ReturnType<Desk['policies']['compare']>>;

const changesIn = ({ languages }: Comparison) =>
  languages.flatMap(({ language, sections }) =>
    sections.flatMap(({ id, sentences }) => sentences.filter(({ state }) => state !== 'same').map(({ state, parts }) => ({ language, id, state, parts }))),
  );

describe('comparing', () => {
  test('two versions shows what changed, in every language and nowhere else', async () => {
    const first = await desk.publish();
    await desk.setRules({ maxRecipientsPerMessage: read(25) });
    const second = await desk.publish();
    const comparison = await desk.policies.compare({ from: VersionId.parse(first.id), to: VersionId.parse(second.id) }, CALL);
    expect([comparison.from.number, comparison.to?.number]).toEqual([1, 2]);
    const changes = changesIn(comparison);
    const figures = changes.filter(({ parts }) => parts.some(({ state, text }) => state === 'added' && text.includes('25')));
    expect(new Set(figures.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    expect(new Set(figures.map(({ id }) => id))).toContain('limits');
    expect(changes.filter(({ id }) => id === 'law')).toEqual([]);
    // Beside the figure only the changelog is new.
    expect(new Set(changes.map(({ id }) => id))).toEqual(new Set([...figures.map(({ id }) => id), 'who']));
  });

  test('a version with the draft shows what is not published yet, and nothing when all is', async () => {
    await desk.publish();
    const version = await desk.publish();
    const from = VersionId.parse(version.id);
    expect(changesIn(await desk.policies.compare({ from }, CALL))).toEqual([]);
    await desk.edit('fr', 'head', null);
    await desk.edit('fr', 'resale', 'Prévenez vos clients.');
    const changes = changesIn(await desk.policies.compare({ from }, CALL));
    expect(new Set(changes.map(({ language, id }) => `${language} ${id}`))).toEqual(new Set(['fr resale']));
    expect((await desk.policies.compare({ from }, CALL)).to).toBeNull();
  });

  test('a version of another text or host, or one that is not there, is said so', async () => {
    const notice = VersionId.parse((await desk.publish()).id);
    const letter = VersionId.parse((await desk.publish({ kind: 'reminder' })).id);
    await expect(desk.policies.compare({ from: notice, to: letter }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
    const other = await desk.hosts.create({ presetId: 'shared-strict', name: 'Other', packName: 'Other' }, CALL);
    const elsewhere = VersionId.parse((await desk.publish({ hostId: HostId.parse(other.id) })).id);
    await expect(desk.policies.compare({ from: notice, to: elsewhere }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
    const from = VersionId.parse(desk.core.ids.next());
    await expect(desk.policies.compare({ from }, CALL)).rejects.toMatchObject({ code: 'version_not_found' });
  });
});

describe('sentences that become stale', () => {
  const proposed = async () => {
    const { rules } = await desk.hosts.get({ id: desk.hostId }, CALL);
    return { ...rules, maxRecipientsPerMessage: read(25) };
  };
  const stale = async (given?: Awaited<ReturnType<typeof proposed>>) =>
    desk.policies.stale({ hostId: desk.hostId, ...(given === undefined ? {} : { rules: given }) }, CALL);

  test('are found before the change is made, with what takes their place', async () => {
    // Its reminder is published beside it.
    await desk.publish();
    expect(await stale()).toEqual([]);
    const found = await stale(await proposed());
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['notice', 'reminder']));
    const inLimits = found.filter(({ kind, language, section }) => kind === 'notice' && language === 'fr' && section === 'limits');
    expect(inLimits).toMatchObject([{ versionNumber: 1, edited: false, sentence: expect.stringContaining('10 destinataires') }]);
    expect(inLimits[0]?.replacement).toContain('25 destinataires');
    expect(await stale()).toEqual([]);
  });

  test('are found after the change was made, until a new version says otherwise', async () => {
    await desk.publish();
    await desk.setRules({ maxRecipientsPerMessage: read(25) });
    const found = await stale();
    expect(new Set(found.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    expect((await desk.policies.texts({ hostId: desk.hostId }, CALL))[0]).toMatchObject({
      changed: true,
      stale: found.filter(({ kind }) => kind === 'notice').length,
    });
    await desk.publish();
    expect(await stale()).toEqual([]);
  });

  test('include those of the reseller that repeat a figure only the old rule had, before they are published too', async () => {
    await desk.edit('en', 'limits', 'Never write to more than 10 people at once. Ask when in doubt.');
    const found = await stale(await proposed());
    expect(found).toMatchObject([
      {
        kind: 'notice',
        versionNumber: null,
        language: 'en',
        section: 'limits',
        sectionTitle: 'Own title',
        sentence: 'Never write to more than 10 people at once.',
        edited: true,
      },
    ]);
    expect(found[0]?.replacement).toContain('25');
  });

  test('leave alone a sentence of the reseller that repeats another limit with the same figure', async () => {
    await desk.edit('en', 'limits', 'Send at most 10 messages per minute.');
    expect(await stale(await proposed())).toEqual([]);
  });

  test('in the reseller’s words are named after the change too, until he has looked at them', async () => {
    const words = { en: 'Never more than 10 people.', fr: 'Jamais plus de 10 personnes.', ru: 'Никогда не больше 10 человек.' };
    for (const language of LANGUAGES) await desk.edit(language, 'limits', words[language]);
    await desk.publish();
    await desk.setRules({ maxRecipientsPerMessage: read(25) });
    const drafts = async () =>
      (await stale()).filter(({ versionNumber, section }) => versionNumber === null && section === 'limits').map(({ language }) => language);
    expect(await drafts()).toEqual([...LANGUAGES]);
    await desk.confirm('en', 'limits');
    expect(await drafts()).toEqual(['fr', 'ru']);
    await desk.edit('fr', 'limits', 'Jamais plus de 10 personnes, même si l’hébergeur en admet 25.');
    expect(await drafts()).toEqual(['ru']);
    const published = (await stale()).filter(({ kind, versionNumber, section }) => kind === 'notice' && versionNumber === 1 && section === 'limits');
    expect(published.map(({ sentence }) => sentence)).toEqual(LANGUAGES.map((language) => words[language]));
  });

  test('of another host are left alone, and an unknown host is said so', async () => {
    const other = await desk.hosts.create({ presetId: 'shared-fr-conditions', name: 'Other', packName: 'Other' }, CALL);
    await desk.publish({ hostId: HostId.parse(other.id) });
    expect(await stale(await proposed())).toEqual([]);
    await expect(desk.policies.stale({ hostId: HostId.parse(desk.core.ids.next()) }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  });
});
