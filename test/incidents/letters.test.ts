import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { ClientId } from '../../src/contract/ids.ts';
import { CaseLetterKind, Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { FIELDS_OF } from '../../src/contract/merge-fields.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Cases, hostedIdOf, openCases } from '../support/cases.ts';

const CALL = { signal: undefined };
const SUSPENSION = { kind: 'suspension', scope: 'account', stopped: 'mail', name: '', reason: 'Spam complaint' } as const satisfies IncidentSubject;

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases(['casalaw', 'joyphoto'], { texts: createTexts() }));
});
afterEach(() => test.close());

const hosted = (login: string) => hostedIdOf(test, login);

/** A case whose cause is known. */
async function mended(subject: IncidentSubject): Promise<Incident> {
  const { id } = Incident.parse(await of.open({ packId, subject, concerned: [{ hostedId: await hosted('joyphoto') }], note: '' }, CALL));
  await of.concern({ id, person: { hostedId: await hosted('casalaw') }, role: 'innocent' }, CALL);
  await of.setStep({ id, step: 'stop_sending', state: 'done', note: 'Limit set to 0', minutes: 0, cents: 0 }, CALL);
  return Incident.parse(await of.setFindings({ id, findings: { cause: 'A hacked form', fix: 'Form removed', prevention: 'Forms need a code' } }, CALL));
}

describe('what a case knows for its letters', () => {
  it('fills the request to the host with its cause, measures, and who has nothing to do with it', async () => {
    const { id, reference } = await mended(SUSPENSION);
    const { values } = await of.letterValues({ id, kind: 'unblock_request', language: 'en' }, CALL);
    expect(values).toMatchObject({
      reference,
      account: 'joyphoto',
      blocked_object: 'outgoing mail of the account joyphoto',
      cause: 'A hacked form',
      // What the steps say was done stands with its day.
      measures: 'Form removed\n21 November 2026: sending stopped',
      recurrence: 'Forms need a code',
      innocent_domains: 'casalaw.example',
    });
  });

  it('says what is blocked in the language of the letter', async () => {
    const { id } = await mended(SUSPENSION);
    const said = await Promise.all(
      LANGUAGES.map(async (language) => (await of.letterValues({ id, kind: 'unblock_request', language }, CALL)).values.blocked_object),
    );
    expect(said).toEqual(['outgoing mail of the account joyphoto', 'le courrier sortant du compte joyphoto', 'исходящая почта аккаунта joyphoto']);
  });

  it.each([
    [{ stopped: 'hosting', scope: 'account' }, ['the account joyphoto', 'le compte joyphoto', 'аккаунт joyphoto']],
    [{ stopped: 'hosting', scope: 'pack' }, ['the package ', 'le pack ', 'реселлерский аккаунт ']],
    [{ stopped: 'mail', scope: 'pack' }, ['all outgoing mail of the package ', 'tout le courrier sortant du pack ', 'вся исходящая почта ']],
  ] as const)('asks the host to lift what it did: %o', async (part, words) => {
    const { id } = await mended({ ...SUSPENSION, ...part });
    const said = await Promise.all(
      LANGUAGES.map(async (language) => (await of.letterValues({ id, kind: 'unblock_request', language }, CALL)).values.blocked_object ?? ''),
    );
    expect(said.map((value, place) => value.startsWith(words[place] ?? '-'))).toEqual([true, true, true]);
  });

  it('names no period that goes on behind the block', async () => {
    const at = (hours: number): string => new Date(test.clock.now() + hours * 3_600_000).toISOString();
    const hostedId = await hosted('joyphoto');
    const facts = JSON.stringify({ form: 'count', sent: 1030, usual: 40, from: at(-24), to: at(0) });
    const quiet = { quiet_since: null, closed_at: null, seen_at: null, snoozed_until: null, frozen: null };
    const when = { opened_at: test.clock.now(), changed_at: test.clock.now() };
    await test.core.db.write((tx) =>
      tx
        .insertInto('alert')
        .values({ id: 'A1', kind: 'spike', level: 'act', pack_id: packId, hosted_id: hostedId, subject: '', facts, ...when, ...quiet })
        .execute(),
    );
    const valuesAt = async (hours: number) => {
      const opened = await of.open({ packId, subject: SUSPENSION, concerned: [{ hostedId }], note: '', occurredAt: at(hours) }, CALL);
      return (await of.letterValues({ id: Incident.parse(opened).id, kind: 'unblock_request', language: 'en' }, CALL)).values;
    };
    const { window, blocked_since } = await valuesAt(-2);
    // Either names the zone of its hour.
    expect(window).toContain(`to ${blocked_since}`);
    expect(await valuesAt(-30)).not.toHaveProperty('window');
  });

  it('tells the host its own hours, with the zone they are meant in, and the client too', async () => {
    await test.core.db.write((tx) => tx.updateTable('pack').set({ zone: 'Asia/Tokyo' }).where('id', '=', packId).execute());
    const occurredAt = new Date(test.clock.now() - 3_600_000).toISOString();
    const opened = await of.open({ packId, subject: SUSPENSION, concerned: [{ hostedId: await hosted('joyphoto') }], note: '', occurredAt }, CALL);
    const { id } = Incident.parse(opened);
    const valuesIn = async (kind: 'unblock_request' | 'explanation_request', language: 'en' | 'fr' | 'ru') =>
      (await of.letterValues({ id, kind, language }, CALL)).values;
    for (const language of ['en', 'fr', 'ru'] as const) {
      const hour = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(new Date(occurredAt));
      const { blocked_since = '' } = await valuesIn('unblock_request', language);
      expect(blocked_since).toContain(`${hour} (Asia/Tokyo, UTC+9)`);
      const { what_happened, host_reason } = await valuesIn('explanation_request', language);
      expect(what_happened).toContain(blocked_since);
      expect(host_reason).toMatch(/in the language of its mail|dans la langue de son courriel|на языке его письма/);
    }
  });

  it('takes a case kept before that was told apart for one of the whole hosting', () => {
    expect(IncidentSubject.parse({ kind: 'suspension', scope: 'pack', reason: '' })).toMatchObject({ stopped: 'hosting', name: '' });
  });

  it('says what was done by us with its day, and gives three days for an answer', async () => {
    const { id } = await mended(SUSPENSION);
    const { values } = await of.letterValues({ id, kind: 'explanation_request', language: 'en' }, CALL);
    expect(values.done_by_reseller).toMatch(/^\d{1,2} \w+ \d{4}: Limit set to 0$/);
    const day = (offset: number): string => new Date(test.clock.now() + offset * 86_400_000).toISOString().slice(8, 10).replace(/^0/, '');
    expect(values.deadline).toMatch(new RegExp(`^${day(3)} `));
  });

  it('leaves out what nobody knows, and what the text does not use', async () => {
    const { id } = Incident.parse(await of.open({ packId, subject: { ...SUSPENSION, reason: '' }, concerned: [], note: '' }, CALL));
    for (const kind of CaseLetterKind.options) {
      const { values, clientId } = await of.letterValues({ id, kind, language: 'ru' }, CALL);
      expect(Object.keys(values).filter((field) => !FIELDS_OF[kind].some((known) => known === field))).toEqual([]);
      expect(Object.values(values)).not.toContain('');
      expect(values).not.toHaveProperty('cause');
      expect(values).not.toHaveProperty('blocked_object');
      expect(values).not.toHaveProperty('told_on');
      expect(clientId).toBeNull();
    }
  });

  it('takes the account of a client from the client list where no panel showed one, and none of several', async () => {
    const about = { plan: '', orderedOn: null, status: 'active' } as const;
    const accountFor = async (...logins: string[]) => {
      const accounts = logins.map((login) => ({ ...about, packId, login, mainDomain: `${login}.example`, otherDomains: [] }));
      const contacts = [{ role: 'owner' as const, email: `owner@${logins.join('-')}.example` }];
      const client = { number: '', company: 'Bakery', language: 'en', note: '', timeZone: '', contacts, accounts } as const;
      const { id: clientId } = await clientsHandlers(test.core).create(client, CALL);
      const opened = await of.open({ packId, subject: SUSPENSION, concerned: [{ clientId: ClientId.parse(clientId) }], note: '' }, CALL);
      return (await of.letterValues({ id: Incident.parse(opened).id, kind: 'unblock_request', language: 'en' }, CALL)).values.account;
    };
    expect([await accountFor('bakery'), await accountFor('first', 'second')]).toEqual(['bakery', undefined]);
  });

  it('takes address, list and reference of a listing, and address and last mail of a recipient', async () => {
    const listing = await mended({ kind: 'listing', listed: '192.0.2.7', list: 'Trend Micro ERS', reference: 'ERS-1', holder: 'host' });
    expect((await of.letterValues({ id: listing.id, kind: 'delist_host', language: 'en' }, CALL)).values).toMatchObject({
      ip_address: '192.0.2.7',
      list_name: 'Trend Micro ERS',
      list_reference: 'ERS-1',
    });
    const subject = IncidentSubject.parse({
      kind: 'recipient',
      address: 'ann@family.example',
      writer: 'The secretary',
      family: 'Martin',
      sender: 'school@club.example',
      lastMailOn: '2026-11-20',
      answer: '550 5.1.1',
    });
    const { id } = Incident.parse(await of.open({ packId, subject, concerned: [], note: '' }, CALL));
    expect((await of.letterValues({ id, kind: 'recipient_unblock', language: 'en' }, CALL)).values).toMatchObject({
      recipient_address: 'ann@family.example (Martin)',
      last_mail_on: '20 November 2026',
      failure_code: '550 5.1.1',
      sending_address: 'school@club.example',
    });
  });
});
