import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PolicyTerms } from '../../src/contract/texts.ts';
import { type Desk, NO_CHANGELOG, openDesk, read } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const editorial = { material: false, changelog: NO_CHANGELOG };
const because = async () => (await desk.draft()).materialBecause;

describe('an editorial version', () => {
  test('may reword what the rules say', async () => {
    expect(await because()).toBe('first');
    await desk.publish();
    expect(await because()).toBeNull();
    for (const language of ['en', 'fr', 'ru'] as const) await desk.edit(language, 'why', 'Worded by hand.');
    expect(await because()).toBeNull();
    expect(await desk.publish(editorial)).toMatchObject({ number: 2, material: false });
  });

  test('is refused where a rule changed what the text says: nobody was told of that', async () => {
    await desk.publish();
    await desk.setRules({ maxRecipientsPerMessage: read(7) });
    expect(await because()).toBe('rules_changed');
    await expect(desk.publish(editorial)).rejects.toMatchObject({ code: 'policy_not_editorial' });
    expect(await desk.publish()).toMatchObject({ number: 2, material: true });
    expect(await because()).toBeNull();
  });

  test('is refused where the terms given with it bind clients, and takes a new price or platform', async () => {
    const terms = PolicyTerms.parse(await desk.policies.terms({ hostId: desk.hostId }, { signal: undefined }));
    await desk.publish({ terms });
    await expect(desk.publish({ ...editorial, terms: { ...terms, answerWithinHours: 12 } })).rejects.toMatchObject({ code: 'policy_not_editorial' });
    expect(await desk.publish({ ...editorial, terms: { ...terms, cost: '40 €', platforms: 'A' } })).toMatchObject({ number: 2, material: false });
  });

  test('stays possible for a text that does not speak of the rule', async () => {
    await desk.publish({ kind: 'recipient_unblock' });
    await desk.setRules({ maxRecipientsPerMessage: read(7) });
    expect(await desk.publish({ ...editorial, kind: 'recipient_unblock' })).toMatchObject({ number: 2, material: false });
  });
});
