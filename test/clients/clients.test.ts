import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientCard } from '../../src/contract/clients.ts';
import { ClientId, openWorkspace, PackId, type Workspace } from '../imports/workspace.ts';
import { formsFor } from './forms.ts';

let work: Workspace;
beforeEach(async () => {
  work = await openWorkspace();
});
afterEach(() => work.close());

const { account, input, create } = formsFor(() => work);

describe('a client made by hand', () => {
  it('is shown with contacts, accounts and what happened', async () => {
    const card = await create('Alpha', {
      contacts: [
        { role: 'owner', email: 'Anna@Alpha.example', firstName: 'Anna' },
        { role: 'billing', email: 'bill@alpha.example' },
      ],
    });
    expect(card).toMatchObject({
      name: 'Alpha',
      email: 'Anna@alpha.example',
      accounts: 1,
      activeAccounts: 1,
      mainDomain: 'alpha.example',
      told: 'no_policy',
      lastNoticeAt: null,
    });
    expect(card.contacts.map(({ role, validTo }) => [role, validTo])).toEqual([
      ['owner', null],
      ['billing', null],
    ]);
    expect(card.accountList[0]).toMatchObject({ packName: 'Main pack', hostName: 'Host' });
    expect(card.timeline.map(({ event }) => event)).toEqual(['created']);
  });

  it('has its accounts told by the list alone, without those that were closed', async () => {
    const { id } = await create('Alpha', { accounts: [account('alpha.example', { login: 'u38alpha' }), account('old.example')] });
    await work.clients.update({ ...input('Alpha'), id, accounts: [account('alpha.example', { login: 'u38alpha' })] }, work.call);
    const told = await work.clients.accounts({ clientIds: [id] }, work.call);
    expect(told.map(({ clientId, login, mainDomain, packName }) => [clientId, login, mainDomain, packName])).toEqual([
      [id, 'u38alpha', 'alpha.example', 'Main pack'],
    ]);
  });

  it('changes without losing anything: who is left out ends today, what is left out is closed', async () => {
    const card = await create('Alpha');
    work.clock.jump(86_400_000);
    const changed = ClientCard.parse(
      await work.clients.update(
        { ...input('Alpha'), id: card.id, contacts: [{ role: 'owner', email: 'new@alpha.example' }], accounts: [account('new.example')] },
        work.call,
      ),
    );
    expect(changed.contacts.map(({ email, validTo }) => [email, validTo])).toEqual([
      ['new@alpha.example', null],
      ['alpha@b.example', '2026-11-22'],
    ]);
    expect(changed.accountList.map(({ mainDomain, status }) => [mainDomain, status])).toEqual([
      ['alpha.example', 'closed'],
      ['new.example', 'active'],
    ]);
    expect(changed.timeline[0]).toMatchObject({ event: 'changed', params: { fields: 'contacts,accounts' } });
  });

  it('an update that says the same writes no event', async () => {
    const card = await create('Alpha');
    const [contact] = card.contacts;
    const [known] = card.accountList;
    const same = {
      ...input('Alpha'),
      id: card.id,
      contacts: [{ role: 'owner' as const, email: 'alpha@b.example', id: contact?.id }],
      accounts: [account('alpha.example', { id: known?.id })],
    };
    expect(ClientCard.parse(await work.clients.update(same, work.call)).timeline).toHaveLength(1);
  });

  it('is refused with the address of somebody else, a broken address or domain, an unknown pack', async () => {
    await create('Alpha');
    await expect(create('Beta', { contacts: [{ role: 'owner', email: ' ALPHA@b.example ' }] })).rejects.toMatchObject({
      code: 'client_email_taken',
      params: { client: 'Alpha' },
    });
    await expect(create('Beta', { contacts: [{ role: 'owner', email: 'nonsense' }] })).rejects.toMatchObject({
      code: 'invalid_input',
      params: { path: 'contacts.0.email' },
    });
    await expect(create('Beta', { accounts: [account('no domain')] })).rejects.toMatchObject({
      code: 'invalid_input',
      params: { path: 'accounts.0.mainDomain' },
    });
    await expect(create('Beta', { accounts: [account('b.example', { packId: PackId.parse(work.core.ids.next()) })] })).rejects.toMatchObject({
      code: 'pack_not_found',
    });
    await expect(work.clients.get({ id: ClientId.parse(work.core.ids.next()) }, work.call)).rejects.toMatchObject({ code: 'client_not_found' });
    expect((await work.list()).total).toBe(1);
  });

  it('keeps line breaks and direction overrides out of its names', async () => {
    const card = await create('Alpha', { company: 'Alpha\r\nBcc: x@y.example\u202E' });
    expect(card.name).toBe('Alpha Bcc: x@y.example');
  });
});

describe('the list', () => {
  it('finds without accents and ё, by number, address, domain, login, in every word order', async () => {
    await create('Lefèvre', { number: 'C-77', accounts: [account('пример.рф', { login: 'lefe' })] });
    await create('Королёва', { contacts: [{ role: 'owner', email: 'anna@korolyova.example' }] });
    for (const search of ['lefevre', 'LEFÈVRE', 'c-77', 'пример', 'xn--e1afmkfd', 'lefe', 'c-77 lefevre'])
      expect((await work.list({ search })).rows.map(({ name }) => name)).toEqual(['Lefèvre']);
    for (const search of ['королева', 'anna@', 'korolyova']) expect((await work.list({ search })).rows.map(({ name }) => name)).toEqual(['Королёва']);
    expect((await work.list({ search: '100% _' })).total).toBe(0);
  });

  it('sorts numbers as numbers, filters by language and pack, pages', async () => {
    for (const number of ['10', '9', '100']) await create(`N${number}`, { number });
    await create('English', { language: 'en', accounts: [] });
    const numbers = (await work.list({}, { sort: 'number' })).rows.map(({ number }) => number);
    expect(numbers).toEqual(['', '9', '10', '100']);
    expect((await work.list({ languages: ['en'] })).rows.map(({ name }) => name)).toEqual(['English']);
    expect((await work.list({ packId: work.packId })).total).toBe(3);
    expect((await work.list({ hostId: work.hostId }, { offset: 1, limit: 1 })).rows.map(({ name }) => name)).toEqual(['N100']);
    for (const sort of ['email', 'told', 'created', 'last_notice']) expect((await work.list({}, { sort, descending: true })).rows).toHaveLength(4);
  });
});
