import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, type HostedId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { type Cases, hostedIdOf, openCases } from '../support/cases.ts';
import { makePack } from '../support/hosted.ts';

const CALL = { signal: undefined };
const LISTING = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.18', list: 'Spamhaus' });
const ACCOUNT = IncidentSubject.parse({ kind: 'suspension', scope: 'account' });

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases(['alpha', 'beta']));
});
afterEach(() => test.close());

const hosted = (login: string) => hostedIdOf(test, login);
/** A client has an account that the panel shows. */
const takeAccount = (clientId: ClientId, login: string) =>
  test.core.db.write(async (tx) => {
    const id = test.core.ids.next();
    const names = { login, main_domain: `${login}.example`, domain_key: `${login}.example`, other_domains: '[]', plan: '' };
    const account = { id, client_id: clientId, pack_id: packId, ...names, ordered_on: null, status: 'active', created_at: test.clock.now() };
    await tx.insertInto('account').values(account).execute();
    await tx.updateTable('hosted_account').set({ account_id: id }).where('login', '=', login).execute();
  });
const open = async (given: { subject: IncidentSubject; concerned?: ({ hostedId: HostedId } | { clientId: ClientId })[]; answerBy?: string }) =>
  Incident.parse(await of.open({ packId, concerned: [], note: '', ...given }, CALL));

describe('a case that is about the same', () => {
  it('is the open one about the same address, whichever list names it', async () => {
    const { id, reference } = await open({ subject: LISTING });
    const sought = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.18', list: 'SpamCop' });
    expect(await of.alike({ subject: sought, packId, hostedIds: [] }, CALL)).toEqual({ found: { id, reference } });
    expect(await of.alike({ subject: sought, packId: null, hostedIds: [] }, CALL)).toEqual({ found: { id, reference } });
    const elsewhere = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.19', list: 'Spamhaus' });
    expect(await of.alike({ subject: elsewhere, packId, hostedIds: [] }, CALL)).toEqual({ found: null });
    expect(await of.alike({ subject: sought, packId: await makePack(test, 'Southhost'), hostedIds: [] }, CALL)).toEqual({ found: null });
  });

  it.each([
    ['2001:DB8:0::7', '2001:db8::7', '2001:db8:0:0::7'],
    ['Shop.Example', 'shop.example', 'SHOP.example'],
    ['Кедр.example', 'кедр.example', 'xn--d1abo0a.example'],
  ])('is about %s, which is kept as %s, however it is written: %s', async (given, kept, sought) => {
    const subject = (listed: string) => IncidentSubject.parse({ kind: 'listing', listed, list: 'Spamhaus' });
    const { id, reference, subject: stored } = await open({ subject: subject(given) });
    expect(stored).toMatchObject({ listed: kept });
    expect(await of.alike({ subject: subject(sought), packId, hostedIds: [] }, CALL)).toEqual({ found: { id, reference } });
  });

  it('is none that is closed', async () => {
    await open({ subject: LISTING });
    await test.core.db.write((tx) => tx.updateTable('incident').set({ closed_at: test.clock.now() }).execute());
    expect(await of.alike({ subject: LISTING, packId, hostedIds: [] }, CALL)).toEqual({ found: null });
  });

  it('is a closed one where it is about the very same moment, as the same mail dropped again is', async () => {
    const { id, reference, occurredAt } = await open({ subject: LISTING });
    await test.core.db.write((tx) => tx.updateTable('incident').set({ closed_at: test.clock.now() }).execute());
    expect(await of.alike({ subject: LISTING, packId, hostedIds: [], occurredAt }, CALL)).toEqual({ found: { id, reference, closed: true } });
    const later = new Date(Date.parse(occurredAt) + 60_000).toISOString();
    expect(await of.alike({ subject: LISTING, packId, hostedIds: [], occurredAt: later }, CALL)).toEqual({ found: null });
  });

  it('of one account concerns the same account', async () => {
    const { id, reference } = await open({ subject: ACCOUNT, concerned: [{ hostedId: await hosted('alpha') }] });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [await hosted('beta')] }, CALL)).toEqual({ found: null });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [await hosted('alpha')] }, CALL)).toEqual({ found: { id, reference } });
  });

  it('of an account that no panel showed concerns the same client', async () => {
    const other = ClientId.parse(test.core.ids.next());
    const contacts = [{ role: 'owner' as const, email: 'owner@bakery.example' }];
    const client = { number: '', company: 'Bakery', language: 'en' as const, note: '', timeZone: '', contacts, accounts: [] };
    const clientId = ClientId.parse((await clientsHandlers(test.core).create(client, CALL)).id);
    const { id, reference } = await open({ subject: ACCOUNT, concerned: [{ clientId }] });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [], clientIds: [other] }, CALL)).toEqual({ found: null });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [], clientIds: [clientId] }, CALL)).toEqual({ found: { id, reference } });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [await hosted('alpha')] }, CALL)).toEqual({ found: null });
    await takeAccount(clientId, 'alpha');
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [await hosted('alpha')] }, CALL)).toEqual({ found: { id, reference } });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [await hosted('beta')] }, CALL)).toEqual({ found: null });
  });
});

describe('the day by which the host wants an answer', () => {
  it('is the day of what is asked of it, and no other', async () => {
    const { steps } = await open({ subject: LISTING, answerBy: '2026-11-24' });
    expect(steps.find(({ id }) => id === 'ask_delisting')?.dueOn).toBe('2026-11-24');
    expect(steps.filter(({ dueOn }) => dueOn === '2026-11-24').map(({ id }) => id)).not.toContain('stop_sending');
  });

  it('is the one about an account of the same name, where that is nobody here', async () => {
    const subject = IncidentSubject.parse({ kind: 'suspension', scope: 'account', name: 'zeta' });
    const { id, reference } = await open({ subject });
    expect(await of.alike({ subject, packId, hostedIds: [] }, CALL)).toEqual({ found: { id, reference } });
    const other = IncidentSubject.parse({ kind: 'suspension', scope: 'account', name: 'eta' });
    expect(await of.alike({ subject: other, packId, hostedIds: [] }, CALL)).toEqual({ found: null });
    expect(await of.alike({ subject: ACCOUNT, packId, hostedIds: [] }, CALL)).toEqual({ found: null });
  });
});
