import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostedState } from '../../src/contract/hosted.ts';
import { storyText } from '../support/story.ts';
import { type CaseDesk, LISTING, openCase } from './case.ts';

const HOUR = 3_600_000;
let desk: CaseDesk;
afterEach(() => desk.close());

/** Up to the answer that was granted. */
async function granted(): Promise<void> {
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const kind = (await client.incidents.get({ id: incidentId })).kind === 'listing' ? 'delist_host' : 'unblock_request';
  const values = { contact_hours: 'Mon–Fri', innocent_domains: 'none' };
  const { missing } = await client.letters.compose({ incidentId, kind, values });
  const { id } = await client.letters.write({ incidentId, kind, values, notKnown: missing });
  await client.letters.give({ id, given: { on: '2026-01-05', channel: 'form' } });
  expect(await relapse()).toMatchObject({ state: 'not_begun', since: null });
  await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: '' } });
}

const relapse = () => desk.client.letters.relapse({ incidentId: desk.incidentId });
const now = () => desk.clock.now();

/** Lets what is worked on in the background come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await desk.core.db.write(async () => {});
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function suspended(): Promise<void> {
  await desk.client.statuses.setByHand({ hostedId: desk.hostedId, state: HostedState.parse('suspended'), reason: 'Spam again', sinceOn: null });
  await settle();
}

async function closeCase(): Promise<void> {
  const { client, incidentId: id } = desk;
  for (const { id: step, state } of (await client.incidents.get({ id })).steps) {
    if (state !== 'done') await client.incidents.setStep({ id, step, state: 'not_needed', note: 'x' });
  }
  await client.incidents.close({ id });
}

/** An alert of its pack as a whole, an hour later, or one that is otherwise. */
async function packAlert(more: { kind?: string; hosted_id?: number; facts?: string; opened_at?: number; changed_at?: number } = {}): Promise<void> {
  desk.clock.sleep(HOUR);
  const at = now();
  const quiet = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null };
  const facts = JSON.stringify({ at: new Date(at).toISOString(), subject: 'Too much mail' });
  const row = { id: 'A1', kind: 'warned', level: 'warn', pack_id: desk.packId, hosted_id: null, subject: '', facts, peak: 1, opened_at: at, changed_at: at };
  await desk.core.db.write((tx) =>
    tx
      .insertInto('alert')
      .values({ ...row, ...quiet, ...more })
      .execute(),
  );
}

describe('an account that was unblocked', () => {
  beforeEach(async () => {
    desk = await openCase({ kind: 'suspension', scope: 'account' });
    await granted();
    await desk.app.start();
  });

  const read = (at: number) =>
    desk.core.db.write(async (tx) => {
      const row = { kind: 'whm', address: '', login: '', accounts_minutes: 5, usage_minutes: 5, paused: 1, state: 'ok', made_at: at, changed_at: at };
      await tx.deleteFrom('connection').execute();
      await tx
        .insertInto('connection')
        .values({ ...row, pack_id: desk.packId, accounts_at: at, usage_at: at })
        .execute();
    });

  it('is quiet only where its panel was read to the end of the time', async () => {
    expect(await relapse()).toMatchObject({ state: 'watching', since: new Date(now()).toISOString(), lookedAt: null });
    desk.clock.sleep(80 * HOUR);
    expect(await relapse()).toMatchObject({ state: 'not_watched' });
    await read(now());
    expect(await relapse()).toMatchObject({ state: 'quiet_72h', lookedAt: new Date(now()).toISOString() });
    desk.clock.sleep(100 * HOUR);
    await read(now());
    expect(await relapse()).toMatchObject({ state: 'quiet_7d' });
  });

  it('opens its case again when it is suspended again, though nobody looks at the case', async () => {
    await closeCase();
    desk.clock.sleep(30 * HOUR);
    await suspended();
    const found = await desk.client.incidents.get({ id: desk.incidentId });
    expect(found.closedAt).toBeNull();
    expect(found.story.filter(({ what }) => what === 'reopened')).toHaveLength(1);
    expect(await desk.step('ask_unblocking')).toMatchObject({ state: 'open', dueOn: '2026-01-06' });
    // It counts from the answer that is still to come.
    expect((await desk.step('await_answer'))?.dueOn).toBe('2026-01-08');
    expect((await desk.step('watch_72h'))?.dueOn).toBe('2026-01-11');
    expect(await desk.state('watch_7d')).toBe('open');
    expect(await relapse()).toMatchObject({ state: 'relapsed', signs: [{ what: 'suspended', name: 'site1.example' }] });
    // Told once, whatever happens then.
    const lines = found.story.length;
    await desk.client.statuses.setByHand({ packId: desk.packId, state: HostedState.parse('active'), reason: '', sinceOn: null });
    await settle();
    expect((await desk.client.incidents.get({ id: desk.incidentId })).story).toHaveLength(lines);
  });

  it('notices at the next start what came while the program was closed', async () => {
    await desk.shop.restart();
    desk.clock.sleep(HOUR);
    await desk.shop.client.statuses.setByHand({ hostedId: desk.hostedId, state: HostedState.parse('suspended'), reason: 'Spam again', sinceOn: null });
    const story = async () => storyText((await desk.shop.client.incidents.get({ id: desk.incidentId })).story);
    expect(await story()).not.toContain('Spam again');
    await desk.shop.app.start();
    for (let turn = 0; turn < 50 && !(await story()).includes('Spam again'); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await story()).toContain('Spam again');
  });

  it.each([
    ['sends again as much as before, though its alarm was never over', 2, ['site1.example']],
    ['is no relapse because an alarm of before grows by what was sent before', -2, []],
  ])('%s', async (_what, hours, named) => {
    const [begun, at] = [now() - 30 * HOUR, (offset: number): string => new Date(now() + offset * HOUR).toISOString()];
    const facts = JSON.stringify({ form: 'count', sent: 1030, usual: 40, from: at(hours), to: at(hours + 3) });
    await packAlert({ kind: 'spike', hosted_id: desk.hostedId, facts, opened_at: begun, changed_at: begun });
    desk.clock.sleep(6 * HOUR);
    expect((await relapse()).signs.map(({ name }) => name)).toEqual(named);
  });

  it('is no relapse because of what others in its pack do', async () => {
    await packAlert();
    expect((await relapse()).signs).toEqual([]);
  });

  it('is no relapse because its domain stays on a list that nobody asked', async () => {
    const since = now();
    const row = { subject: 'site1.example', list_id: 'spamhaus-dbl', after_at: null, first_at: since - HOUR, last_at: since + 80 * HOUR };
    await desk.core.db.write((tx) =>
      tx
        .insertInto('blocklist_listing')
        .values({ ...row, ended_at: null, codes: '[]', reason: '' })
        .execute(),
    );
    desk.clock.sleep(90 * HOUR);
    expect((await relapse()).signs).toEqual([]);
  });

  it('is watched anew from the second answer, and comes back again, also where that was heard on the phone', async () => {
    const { client, incidentId: id } = desk;
    desk.clock.sleep(24 * HOUR);
    await suspended();
    await client.statuses.setByHand({ hostedId: desk.hostedId, state: HostedState.parse('active'), reason: '', sinceOn: null });
    desk.clock.sleep(48 * HOUR);
    await client.incidents.setStep({ id, step: 'await_answer', state: 'done', note: 'They said yes on the phone' });
    expect(await relapse()).toMatchObject({ state: 'watching', since: new Date(now()).toISOString(), lookedAt: null, signs: [] });
    desk.clock.sleep(HOUR);
    await expect(client.incidents.setStep({ id, step: 'watch_72h', state: 'done' })).rejects.toMatchObject({ data: { missing: 'watch_running' } });
    desk.clock.sleep(95 * HOUR);
    await suspended();
    expect(await desk.state('await_answer')).toBe('open');
  });

  it('comes back where a person says that it is suspended again, for a reason that has nothing to do with mail', async () => {
    desk.clock.sleep(30 * HOUR);
    await desk.client.statuses.setByHand({ hostedId: desk.hostedId, state: HostedState.parse('suspended'), reason: 'as before', sinceOn: null });
    await settle();
    expect(await relapse()).toMatchObject({ state: 'relapsed', signs: [{ what: 'suspended' }] });
  });

  it('counts no look that was before the answer', async () => {
    await read(now() - HOUR);
    expect(await relapse()).toMatchObject({ state: 'watching', lookedAt: null });
  });

  it('leaves to another case what comes after a week', async () => {
    desk.clock.sleep(170 * HOUR);
    await suspended();
    expect((await relapse()).signs).toEqual([]);
    expect(await desk.story()).not.toContain('Spam again');
  });
});

describe('an address that was taken off a list', () => {
  beforeEach(async () => {
    desk = await openCase();
    await granted();
    await desk.app.start();
  });

  const said = async (state: 'listed' | 'not_listed', at: number) => {
    await desk.core.db.write(async (tx) => {
      const answer = {
        subject: LISTING.listed,
        list_id: 'spamhaus-zen',
        state,
        why: null,
        codes: '[]',
        raw: '[]',
        reason: '',
        question: '',
        at,
        known_state: null,
        known_at: null,
      };
      await tx.deleteFrom('blocklist_answer').execute();
      await tx.insertInto('blocklist_answer').values(answer).execute();
    });
  };
  const stay = async (first: number, last: number, list = 'spamhaus-zen') => {
    const row = { subject: LISTING.listed, list_id: list, after_at: null, first_at: first, last_at: last, ended_at: null, codes: '[]', reason: '' };
    await desk.core.db.write((tx) => tx.insertInto('blocklist_listing').values(row).execute());
    await desk.client.blocklists.setSettings({ everyHours: 24 });
    await settle();
  };

  it('is quiet only where that very list was asked', async () => {
    desk.clock.sleep(75 * HOUR);
    expect(await relapse()).toMatchObject({ state: 'not_watched', lookedAt: null });
    await said('not_listed', now());
    expect(await relapse()).toMatchObject({ state: 'quiet_72h', lookedAt: new Date(now()).toISOString() });
  });

  it('tells when the list has it again', async () => {
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'watch_72h', state: 'waiting' });
    desk.clock.sleep(10 * HOUR);
    await stay(now(), now());
    expect(await relapse()).toMatchObject({ state: 'relapsed', signs: [{ what: 'listed', name: LISTING.listed }] });
    expect(await desk.story()).toContain('192.0.2.7 is on Spamhaus ZEN again');
    const { values } = await desk.client.incidents.letterValues({ id: desk.incidentId, kind: 'innocent_notice', language: 'en' });
    expect(values.state_now).toBe('The cause is being looked into.');
    // Whoever is asked has to be asked anew.
    expect([await desk.state('ask_delisting'), await desk.state('await_answer'), await desk.state('watch_72h')]).toEqual(['open', 'open', 'open']);
    await expect(desk.client.incidents.setStep({ id: desk.incidentId, step: 'await_answer', state: 'done' })).rejects.toMatchObject({
      code: 'step_unmet',
      data: { missing: 'host_awaited' },
    });
  });

  it('asks for nobody to be told twice', async () => {
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'tell_innocent', state: 'done' });
    desk.clock.sleep(10 * HOUR);
    await stay(now(), now());
    expect(await desk.state('tell_innocent')).toBe('done');
  });

  it('asks for a new neighbour to be told, whom the list hurts as well', async () => {
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'tell_innocent', state: 'done' });
    await desk.addClient({ company: 'Florist' });
    desk.clock.sleep(10 * HOUR);
    await stay(now(), now());
    expect(await desk.state('tell_innocent')).toBe('open');
  });

  it('asks for nobody to be told where that was said not to be needed', async () => {
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'tell_innocent', state: 'not_needed', note: 'They do not send' });
    await desk.addClient({ company: 'Florist' });
    desk.clock.sleep(10 * HOUR);
    await stay(now(), now());
    expect(await desk.state('tell_innocent')).toBe('not_needed');
  });

  it('asks nothing of other lists, which were not asked to take it off', async () => {
    const since = now();
    await stay(since - 50 * HOUR, since + 80 * HOUR, 'uceprotect-3');
    desk.clock.sleep(90 * HOUR);
    expect((await relapse()).signs).toEqual([]);
    await stay(since - 50 * HOUR, since + 80 * HOUR);
    expect((await relapse()).signs).toHaveLength(1);
  });

  it('tells of alerts of the whole pack', async () => {
    await packAlert();
    expect((await relapse()).signs).toMatchObject([{ what: 'alert' }]);
  });

  it('lets the list take its time, but not for ever', async () => {
    const since = now();
    await stay(since - 50 * HOUR, since + 10 * HOUR);
    expect((await relapse()).signs).toEqual([]);
    await desk.core.db.write((tx) =>
      tx
        .updateTable('blocklist_listing')
        .set({ last_at: since + 80 * HOUR })
        .execute(),
    );
    expect((await relapse()).signs).toMatchObject([{ what: 'listed', text: '192.0.2.7 is still on Spamhaus ZEN' }]);
  });
});
