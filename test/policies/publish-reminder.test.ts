import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VersionId } from '../../src/contract/ids.ts';
import { PolicyTerms, PolicyText } from '../../src/contract/texts.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { CHANGELOG, type Desk, NO_CHANGELOG, openDesk, read, TODAY } from './desk.ts';

const CALL = { signal: undefined };
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const reminders = () => desk.policies.list({ hostId: desk.hostId, kind: 'reminder' }, CALL);

describe('publishing a notice', () => {
  test('publishes the generated reminder of the same rules with it, at the same moment and for the same day', async () => {
    const drafted = (await desk.draft('reminder')).texts;
    const notice = await desk.publish({ effectiveOn: '2026-12-01' });
    const [row, ...more] = await reminders();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ number: 1, effectiveOn: '2026-12-01', publishedAt: notice.publishedAt, material: true, inForce: false });
    const { texts } = await desk.policies.get({ id: VersionId.parse(row?.id) }, CALL);
    expect(texts.map((text) => PolicyText.parse(text))).toEqual(drafted);
  });

  test('publishes no second reminder that would say the same', async () => {
    await desk.publish();
    await desk.publish();
    await desk.publish({ material: false, changelog: NO_CHANGELOG });
    expect((await reminders()).map(({ number }) => number)).toEqual([1]);
  });

  test('publishes a new reminder where the rules made it another, with what the notice says changed', async () => {
    await desk.publish();
    await desk.setRules({ maxRecipientsPerMessage: read(7) });
    await desk.publish();
    expect((await reminders()).map(({ number, changelog, effectiveOn }) => [number, changelog, effectiveOn])).toEqual([
      [2, CHANGELOG, TODAY],
      [1, CHANGELOG, TODAY],
    ]);
  });

  test('leaves a reminder in the reseller’s own words to him, also while it could not be published', async () => {
    await desk.edit('fr', 'questions', 'Mes propres mots.', 'reminder');
    expect((await desk.publish()).number).toBe(1);
    expect(await reminders()).toEqual([]);
    for (const language of LANGUAGES) await desk.edit(language, 'questions', null, 'reminder');
    await desk.publish();
    expect((await reminders()).map(({ number }) => number)).toEqual([1]);
  });

  test('is not refused because the reminder cannot be published', async () => {
    const terms = PolicyTerms.parse(await desk.policies.terms({ hostId: desk.hostId }, CALL));
    // No value will ever replace these braces; the notice says it in other words.
    await desk.policies.setTerms({ hostId: desk.hostId, terms: { ...terms, platforms: '{{price}}' } }, CALL);
    for (const language of LANGUAGES) await desk.edit(language, 'alternatives', 'See our price list.');
    expect((await desk.publish()).number).toBe(1);
    expect(await reminders()).toEqual([]);
  });

  test('of another text brings no reminder', async () => {
    await desk.publish({ kind: 'unblock_request' });
    expect(await reminders()).toEqual([]);
  });
});
