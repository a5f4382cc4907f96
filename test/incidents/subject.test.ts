import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { type Cases, openCases } from '../support/cases.ts';
import { storyText } from '../support/story.ts';

const CALL = { signal: undefined };
const LISTED = IncidentSubject.parse({ kind: 'listing', listed: '203.0.113.25', list: 'Trend Micro' });
const DAY = 86_400_000;

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases());
});
afterEach(() => test.close());

const open = async (subject: IncidentSubject) => Incident.parse(await of.open({ packId, subject, concerned: [], note: '' }, CALL));

describe('what a case is about', () => {
  it('is put right while it is open, in its written form, and the story keeps what stood there', async () => {
    const { id, occurredAt } = await open(LISTED);
    const subject = IncidentSubject.parse({ ...LISTED, listed: '2001:DB8:0::1', holder: 'reseller' });
    const earlier = new Date(Date.parse(occurredAt) - 2 * DAY).toISOString();
    const changed = Incident.parse(await of.setSubject({ id, subject, occurredAt: earlier }, CALL));
    expect(changed).toMatchObject({ subject: { listed: '2001:db8::1', list: 'Trend Micro', holder: 'reseller' }, occurredAt: earlier });
    expect(changed.story.slice(1).map(({ what, told }) => ({ what, told }))).toEqual([
      { what: 'note', told: { key: 'subject_changed', values: { before: '203.0.113.25' } } },
      // Nobody had said when it happened.
      { what: 'note', told: { key: 'moment_filled_in', values: {} } },
    ]);
    const again = Incident.parse(await of.setSubject({ id, subject, occurredAt: new Date(Date.parse(earlier) - DAY).toISOString() }, CALL));
    expect(again.story.at(-1)).toMatchObject({ told: { key: 'moment_changed', values: { on: earlier.slice(0, 10) } } });
    expect(storyText(changed.story.slice(1, 2), 'fr')).toContain('203.0.113.25');
  });

  it('decides the steps: the list answers where the reseller holds the address', async () => {
    const { id, steps } = await open(LISTED);
    expect(steps.some(({ actor }) => actor === 'list')).toBe(false);
    const held = Incident.parse(await of.setSubject({ id, subject: IncidentSubject.parse({ ...LISTED, holder: 'reseller' }) }, CALL));
    expect(held.steps.some(({ actor }) => actor === 'list')).toBe(true);
    expect(held.story.at(-1)).toMatchObject({ told: { key: 'subject_filled_in' } });
  });

  it('takes whoever holds the address that is right, where nobody says who does', async () => {
    const watched = { family: 4, pack_id: packId, shared: 1, note: '', valid_from: '2026-01-01', valid_to: null, created_at: 0 };
    await test.core.db.write(async (tx) => {
      await tx
        .insertInto('watched_ip')
        .values({ ...watched, id: test.core.ids.next(), ip: '203.0.113.25', holder: 'host' })
        .execute();
      await tx
        .insertInto('watched_ip')
        .values({ ...watched, id: test.core.ids.next(), ip: '203.0.113.26', holder: 'reseller' })
        .execute();
    });
    const { id, subject } = await open(LISTED);
    expect(subject).toMatchObject({ holder: 'host' });
    const set = async (part: object) => Incident.parse(await of.setSubject({ id, subject: IncidentSubject.parse({ ...subject, ...part }) }, CALL)).subject;
    expect(await set({ listed: '203.0.113.26' })).toMatchObject({ holder: 'reseller' });
    expect(await set({ listed: '203.0.113.26', holder: 'host' })).toMatchObject({ holder: 'host' });
    // Of a third nobody knows: what was said stays.
    expect(await set({ listed: '203.0.113.27', holder: 'host' })).toMatchObject({ holder: 'host' });
  });

  it('leaves no line where nothing changed', async () => {
    const { id, story } = await open(LISTED);
    expect(Incident.parse(await of.setSubject({ id, subject: LISTED }, CALL)).story).toEqual(story);
  });

  it('keeps its kind, and lies in the past', async () => {
    const { id } = await open(LISTED);
    const port = IncidentSubject.parse({ kind: 'port_25', server: 'vps1.example' });
    await expect(of.setSubject({ id, subject: port }, CALL)).rejects.toMatchObject({ code: 'incident_other_kind' });
    const tomorrow = new Date(test.core.clock.now() + DAY).toISOString();
    await expect(of.setSubject({ id, subject: LISTED, occurredAt: tomorrow }, CALL)).rejects.toMatchObject({ code: 'date_in_future' });
    const recipient = IncidentSubject.parse({ kind: 'recipient', address: 'a@b.example' });
    const other = await open(recipient);
    await expect(of.setSubject({ id: other.id, subject: recipient }, CALL)).rejects.toMatchObject({ code: 'incident_other_kind' });
  });
});
