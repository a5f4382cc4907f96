import { afterEach, describe, expect, it } from 'vitest';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import type { OwnLetterKind } from '../../src/contract/letters.ts';
import type { MergeField } from '../../src/contract/merge-fields.ts';
import { panelAccount, readList } from '../support/hosted.ts';
import { type CaseDesk, LISTING, openCase } from './case.ts';

const HOUR = 3_600_000;
const SUSPENSION = { kind: 'suspension', scope: 'account' } as const;

let desk: CaseDesk;
afterEach(() => desk.close());

/** What a letter of a case says of a field, and where that comes from. */
async function fieldOf(kind: OwnLetterKind, field: MergeField, incidentId = desk.incidentId) {
  const { fields } = await desk.client.letters.compose({ incidentId, kind, language: 'en' });
  return fields.find((each) => each.field === field);
}

describe('the number of the host’s ticket', () => {
  it('is the one that his mail named, until another is noted when a letter is handed in', async () => {
    desk = await openCase(SUSPENSION);
    const { client, packId, hostedId } = desk;
    expect(await fieldOf('unblock_request', 'ticket_number')).toMatchObject({ value: '', source: 'unknown' });
    const subject = IncidentSubject.parse(SUSPENSION);
    const opened = await client.incidents.open({ packId, subject, concerned: [{ hostedId }], ticket: '2026-88213', answerBy: '2026-01-09' });
    expect(opened).toMatchObject({ ticket: '2026-88213', answerBy: '2026-01-09' });
    expect(await fieldOf('unblock_request', 'ticket_number', opened.id)).toMatchObject({ value: '2026-88213', source: 'host_mail' });
    for (const { id: step, phase } of opened.steps) {
      if (phase !== 'ask' && phase !== 'close' && step !== 'write_down') await client.incidents.setStep({ id: opened.id, step, state: 'done', note: 'done' });
    }
    await client.incidents.setFindings({ id: opened.id, findings: { cause: 'A form', fix: 'Removed', prevention: 'A code' } });
    const values = { contact_hours: 'Mon–Fri', innocent_domains: 'none' };
    const { missing, text } = await client.letters.compose({ incidentId: opened.id, kind: 'unblock_request', language: 'en', values });
    expect(text).toContain('2026-88213');
    const giveAs = (await client.letters.possible({ incidentId: opened.id })).find(({ kind }) => kind === 'unblock_request')?.giveAs;
    expect(giveAs).toMatchObject({ ticket: '2026-88213' });
    const { id } = await client.letters.write({ incidentId: opened.id, kind: 'unblock_request', values, notKnown: missing });
    await client.letters.give({ id, given: { on: '2026-01-05', channel: 'ticket', ticket: 'T-1' } });
    expect(await fieldOf('unblock_request', 'ticket_number', opened.id)).toMatchObject({ value: 'T-1', source: 'case' });
  });
});

describe('when it was last seen on its list', () => {
  const seen = async (firstAt: number, lastAt: number, listId = 'spamhaus-zen') =>
    desk.core.db.write(async (tx) => {
      const row = { subject: LISTING.listed, list_id: listId, after_at: null, codes: '[]', reason: '', first_at: firstAt, last_at: lastAt, ended_at: null };
      await tx.insertInto('blocklist_listing').values(row).execute();
    });

  it('is taken from the watch over that list, with its age, in either letter', async () => {
    desk = await openCase();
    expect(await fieldOf('delist_host', 'last_seen')).toMatchObject({ value: '', source: 'unknown' });
    const at = desk.clock.now();
    await seen(at - 9 * HOUR, at - 2 * HOUR);
    await seen(at - 8 * HOUR, at - HOUR, 'surbl');
    const known = { value: expect.stringMatching(/^5 January 2026.*\d\d:\d\d/), source: 'blocklist', at: new Date(at - 2 * HOUR).toISOString() };
    expect(await fieldOf('delist_host', 'last_seen')).toMatchObject(known);
    expect(await fieldOf('delist_list', 'last_seen')).toMatchObject(known);
  });

  it('is no earlier stay that was over long before', async () => {
    desk = await openCase();
    const at = desk.clock.now();
    await seen(at - 900 * HOUR, at - 800 * HOUR);
    expect(await fieldOf('delist_host', 'last_seen')).toMatchObject({ value: '', source: 'unknown' });
  });
});

describe('the limit of the account', () => {
  const ASKED = 'Messages in a given time';

  it('is asked of the host where nobody knows it', async () => {
    desk = await openCase(SUSPENSION);
    const { text } = await desk.client.letters.compose({ incidentId: desk.incidentId, kind: 'unblock_request', language: 'en' });
    expect(text.toLowerCase()).toContain(ASKED.toLowerCase());
  });

  it('is not asked of the host where the panel shows it or somebody types it', async () => {
    desk = await openCase(SUSPENSION);
    const { client, incidentId, packId } = desk;
    const typed = await client.letters.compose({ incidentId, kind: 'unblock_request', language: 'en', values: { account_limit: '300 a day' } });
    expect(typed.text.toLowerCase()).not.toContain(ASKED.toLowerCase());
    const limits = [{ count: 500, seconds: 3600, scope: 'account', source: 'set' } as const];
    await desk.clock.advance(HOUR);
    await readList(desk, packId, [panelAccount('site1', { domain: 'site1.example', limits })]);
    const { text } = await client.letters.compose({ incidentId, kind: 'unblock_request', language: 'en' });
    expect(text).toContain('500 messages per hour');
    expect(text.toLowerCase()).not.toContain(ASKED.toLowerCase());
    const at = new Date(desk.clock.now()).toISOString();
    expect(await fieldOf('unblock_request', 'account_limit')).toMatchObject({ value: '500 messages per hour', source: 'panel', at });
    // Said not to be known, it is asked for again.
    const unknown = await client.letters.compose({ incidentId, kind: 'unblock_request', language: 'en', notKnown: ['account_limit'] });
    expect(unknown.text.toLowerCase()).toContain(ASKED.toLowerCase());
  });
});
