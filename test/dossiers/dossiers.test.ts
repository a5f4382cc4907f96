import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dossier } from '../../src/contract/dossiers.ts';
import { type ClientId, DossierFileId, DossierId, FileRef, type IncidentId, PackId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { DEFAULT_SETTINGS } from '../../src/features/blocklists/settings.repo.ts';
import { dossierRows } from '../../src/features/dossiers/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { incidentsHandlers } from '../../src/features/incidents/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { NOTHING_QUEUED } from '../support/core.ts';
import { type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { begin, bring, CALL, complete, type Desk, FIELDS, handOver, mail, openDesk, PNG, page } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const stateOf = (dossier: Dossier, id: string) => dossier.items.find((item) => item.id === id);
const fails = (code: string) => expect.objectContaining({ code });
const GIVEN = { on: '2026-11-21', channel: 'ticket' as const, ticket: 'K-77' };
const GRANTED = { kind: 'granted' as const, on: '2026-11-21', scope: 'Порт 25, до 5000 писем в сутки', from: '2026-11-21', until: '2027-11-20' };
const count = async (table: 'dossier' | 'dossier_file') => (await desk.core.db.read.selectFrom(table).selectAll().execute()).length;

describe('before anything is begun', () => {
  it('refuses a server the host does not admit, and nothing is there', async () => {
    const { of, hostId, clientId } = desk;
    await expect(of.create({ hostId, clientId, server: 'shared' }, CALL)).rejects.toEqual(fails('dossier_not_admitted'));
    expect(await count('dossier')).toBe(0);
    expect(await of.admission({ hostId, server: 'shared', language: 'fr' }, CALL)).toMatchObject({
      ...{ verdict: 'refused', because: 'other_server', servers: ['kvm'], rules: ['004-03'], question: null },
    });
  });

  it('does not begin where the host has not said, and writes the question in its language and in the reader’s', async () => {
    const { of, otherHostId: hostId, clientId } = desk;
    await expect(of.create({ hostId, clientId, server: 'kvm' }, CALL)).rejects.toEqual(fails('dossier_rule_unknown'));
    for (const language of LANGUAGES) {
      const { verdict, question } = await of.admission({ hostId, server: 'dedicated', language }, CALL);
      expect(verdict).toBe('unknown');
      expect(question?.language).toBe('en');
      expect(question?.text).toContain('dedicated server');
      expect(question?.text).toContain('Lavande');
      expect(question?.translation === null).toBe(language === 'en');
      expect(question?.languageKnown).toBe(false);
      const chosen = await of.admission({ hostId, server: 'dedicated', language, askIn: 'fr' }, CALL);
      expect(chosen.question).toMatchObject({ language: 'fr', subject: 'Question sur votre liste blanche pour les envois en nombre' });
    }
    expect(await count('dossier')).toBe(0);
  });
});

describe('what people bring', () => {
  it('holds nothing of its own: no file, no word, no confirmation', async () => {
    const dossier = await begin(desk);
    expect(dossier.state).toBe('draft');
    expect(await count('dossier_file')).toBe(0);
    expect(Object.values(dossier.fields).filter((value) => value !== '' && value !== null && value !== 'subscription')).toEqual([[]]);
    expect(dossier).toMatchObject({ ticks: {}, technical: null, sample: null, provided: 0, needed: 13 });
    expect((await desk.of.letter({ id: dossier.id, readerLanguage: 'fr' }, CALL)).missing).toEqual(
      expect.arrayContaining(['consent_method', 'sending_address', 'ip_address']),
    );
  });

  it('keeps a file byte for byte under what it is, whatever it is called', async () => {
    const { id } = await begin(desk);
    const { items } = await bring(desk, id, 'subscription_form', ['virus.exe', PNG]);
    const file = items.find((item) => item.id === 'subscription_form')?.file;
    expect(file).toMatchObject({ name: 'virus.exe', mime: 'image/png', sha256: desk.core.hasher.sha256(PNG), addedBy: 'Anna' });
    const { fileRef } = await desk.of.readFile({ id, fileId: DossierFileId.parse(file?.id) }, CALL);
    expect([...(await desk.core.files.bytes(FileRef.parse(fileRef))).bytes]).toEqual([...PNG]);
  });

  it('refuses what cannot be what it is to show, and changes nothing', async () => {
    const { id } = await begin(desk);
    const before = await bring(desk, id, 'subscription_form', ['a.png', PNG]);
    const refused = async (item: 'subscription_form' | 'sample_source' | 'rules_extract', bytes: Uint8Array) =>
      desk.of.addFile({ id, item, fileRef: await handOver(desk, 'x', bytes) }, CALL);
    await expect(refused('subscription_form', page('form'))).rejects.toEqual(fails('dossier_file_unsuitable'));
    await expect(refused('subscription_form', PNG.slice(0, 10))).rejects.toEqual(fails('dossier_file_damaged'));
    await expect(refused('sample_source', PNG)).rejects.toEqual(fails('dossier_file_unsuitable'));
    await expect(refused('rules_extract', new Uint8Array([1, 0, 2, 0]))).rejects.toEqual(fails('dossier_file_unsuitable'));
    await expect(refused('rules_extract', new Uint8Array(10 * 1024 * 1024 + 1).fill(65))).rejects.toEqual(fails('file_too_large'));
    expect(await desk.of.get({ id }, CALL)).toEqual(before);
  });

  it('replaces and removes with a way back, for a day', async () => {
    const { of } = desk;
    const { id } = await begin(desk);
    const first = stateOf(await bring(desk, id, 'rules_extract', ['one.txt', new TextEncoder().encode('4.2 Рассылки')]), 'rules_extract')?.file;
    const second = stateOf(await bring(desk, id, 'rules_extract', ['two.txt', new TextEncoder().encode('4.3 Рассылки')]), 'rules_extract')?.file;
    expect(second?.name).toBe('two.txt');
    const back = Dossier.parse(await of.restoreFile({ id, fileId: DossierFileId.parse(first?.id) }, CALL));
    expect(stateOf(back, 'rules_extract')?.file).toEqual(first);
    const gone = Dossier.parse(await of.removeFile({ id, fileId: DossierFileId.parse(first?.id) }, CALL));
    expect(stateOf(gone, 'rules_extract')?.file).toBeNull();
    await desk.clock.advance(86_400_001);
    await bring(desk, id, 'rules_extract', ['three.txt', new TextEncoder().encode('4.4')]);
    await expect(of.restoreFile({ id, fileId: DossierFileId.parse(second?.id) }, CALL)).rejects.toEqual(fails('dossier_file_not_found'));
  });

  it('checks a sample letter at once and names what fails', async () => {
    const { id } = await begin(desk);
    await desk.of.update({ id, fields: { sendingAddress: 'lettre@lilas.example' } }, CALL);
    const without = await bring(desk, id, 'sample_source', ['a.eml', mail('B01-none')]);
    expect(stateOf(without, 'sample_source')).toMatchObject({ state: 'missing', remarks: ['no_unsubscribe', 'sample_faults'] });
    expect(without.sample?.findings).toContainEqual(expect.objectContaining({ id: 'B01', outcome: 'fail' }));
    const fine = await bring(desk, id, 'sample_source', ['b.eml', mail('fine-ru')]);
    expect(stateOf(fine, 'sample_source')).toMatchObject({ state: 'provided', remarks: [] });
    expect(stateOf(await bring(desk, id, 'sample_source', ['c.eml', mail('B02-login')]), 'no_login')?.remarks).toEqual(['login_link']);
  });

  it('finds a field for a password in a saved page', async () => {
    const { id } = await begin(desk);
    await desk.of.update({ id, fields: { unsubscribeUrl: FIELDS.unsubscribeUrl } }, CALL);
    const asking = await bring(desk, id, 'unsubscribe_page', ['u.html', page('<form><INPUT type = "Password"></form>')]);
    expect(stateOf(asking, 'unsubscribe_page')).toMatchObject({ state: 'provided', remarks: ['password_field'] });
    const open = await bring(desk, id, 'unsubscribe_page', ['u.html', page('<p>password</p><button>Отписаться</button>')]);
    expect(stateOf(open, 'unsubscribe_page')?.remarks).toEqual([]);
  });
});

describe('what name servers say', () => {
  let server: DnsServer;
  beforeEach(async () => {
    const zone: Readonly<Record<string, string[]>> = {
      'TXT lilas.example': ['v=spf1 ip4:192.0.2.10 -all'],
      'TXT _dmarc.lilas.example': ['v=DMARC1; p=none'],
      'PTR 10.2.0.192.in-addr.arpa': ['mail.lilas.example'],
      'A mail.lilas.example': ['192.0.2.10'],
    };
    server = await startDnsServer((name, type) =>
      name.includes('silent') ? { rcode: 'servfail' } : zone[`${type} ${name}`] && { values: zone[`${type} ${name}`] ?? [] },
    );
    await desk.core.db.write((tx) =>
      tx
        .insertInto('setting')
        .values({ key: 'blocklists', value: JSON.stringify({ ...DEFAULT_SETTINGS, servers: [server.address] }) })
        .execute(),
    );
  });
  afterEach(() => server.close());

  it('is asked on demand alone, gives an answer for each record, and counts for that sender alone', async () => {
    const { id } = await begin(desk);
    await expect(desk.of.askNames({ id }, CALL)).rejects.toEqual(fails('dossier_sender_missing'));
    await desk.of.update({ id, fields: FIELDS }, CALL);
    expect(server.asked).toEqual([]);
    const asked = Dossier.parse(await desk.of.askNames({ id }, CALL));
    expect(asked.technical?.findings.map(({ id: rule, outcome }) => `${rule} ${outcome}`)).toEqual(['D01 pass', 'D02 fail', 'D03 pass', 'D04 pass']);
    expect(stateOf(asked, 'technical')).toMatchObject({ state: 'provided', remarks: ['records_fail'] });
    const moved = Dossier.parse(await desk.of.update({ id, fields: { sendingAddress: 'a@silent.example', dkimSelector: '' } }, CALL));
    expect(stateOf(moved, 'technical')?.state).toBe('missing');
    const silent = Dossier.parse(await desk.of.askNames({ id }, CALL));
    expect(silent.technical?.findings.filter(({ outcome }) => outcome === 'unknown').map(({ id: rule }) => rule)).toEqual(['D01', 'D02', 'D03']);
  });
});

describe('the way of an application', () => {
  it('is handed in only when it is complete, and does not change any more', async () => {
    const { of } = desk;
    const draft = await begin(desk);
    await expect(of.give({ id: draft.id, given: GIVEN }, CALL)).rejects.toEqual(fails('dossier_incomplete'));
    const { id, state } = await complete(desk);
    expect(state).toBe('complete');
    await expect(of.give({ id, given: { ...GIVEN, on: '2099-01-01' } }, CALL)).rejects.toEqual(fails('date_in_future'));
    expect((await of.give({ id, given: GIVEN }, CALL)).state).toBe('given');
    await expect(of.update({ id, fields: { account: 'x' } }, CALL)).rejects.toEqual(fails('dossier_wrong_state'));
    await expect(of.addFile({ id, item: 'rules_extract', fileRef: await handOver(desk, 'x', PNG) }, CALL)).rejects.toEqual(fails('dossier_wrong_state'));
    expect((await of.takeBack({ id }, CALL)).state).toBe('complete');
  });

  it('a refusal is kept word for word, and another try is made from it without its confirmations', async () => {
    const { of } = desk;
    const { id } = await complete(desk);
    await of.give({ id, given: GIVEN }, CALL);
    const outcome = { kind: 'refused' as const, on: '2026-11-21', reason: '  Нет ссылки\nна отписку ', mayAgain: true };
    expect((await of.answer({ id, outcome: { ...outcome, reason: outcome.reason.trim() } }, CALL)).outcome).toEqual({
      ...outcome,
      reason: 'Нет ссылки\nна отписку',
    });
    const again = Dossier.parse(await of.copy({ id }, CALL));
    expect(again).toMatchObject({ renewalOf: id, state: 'draft', ticks: {}, technical: null, fields: FIELDS, given: null, outcome: null });
    expect(stateOf(again, 'subscription_form')?.file?.sha256).toBe(desk.core.hasher.sha256(PNG));
  });

  it('a grant is to be renewed before its last day, then it is over, and a copy takes its place', async () => {
    const { of, clock, core } = desk;
    const { id } = await complete(desk);
    await of.give({ id, given: GIVEN }, CALL);
    await expect(of.answer({ id, outcome: { ...GRANTED, until: '2026-11-20' } }, CALL)).rejects.toEqual(fails('dossier_dates'));
    await of.answer({ id, outcome: GRANTED }, CALL);
    const due = async () => (await dossierRows(core, core.db.read, {})).find((row) => row.id === id);
    expect(await due()).toMatchObject({ state: 'granted', due: 'none', until: '2027-11-20' });
    await clock.advance(340 * 86_400_000);
    expect(await due()).toMatchObject({ due: 'renew', daysLeft: 24 });
    await clock.advance(25 * 86_400_000);
    expect(await due()).toMatchObject({ due: 'expired', daysLeft: -1 });
    const next = Dossier.parse(await of.copy({ id }, CALL));
    expect((await of.copy({ id }, CALL)).id).toBe(next.id);
    expect((await due())?.due).toBe('expired');
    expect((await of.letter({ id: next.id, readerLanguage: 'ru' }, CALL)).text).toContain(
      'Просим продлить разрешение, которое вы дали 21 ноября 2026 г. Оно действовало до 20 ноября 2027 г. включительно. Номер того обращения: K-77.',
    );
    expect((await of.letter({ id, readerLanguage: 'ru' }, CALL)).text).not.toContain('продлить');
    for (const item of next.missing) await of.need({ id: next.id, item, reason: 'As before' }, CALL);
    await of.give({ id: next.id, given: GIVEN }, CALL);
    expect(await due()).toMatchObject({ due: 'none', daysLeft: -1 });
    await of.answer({ id: next.id, outcome: { kind: 'refused', on: GIVEN.on, reason: '"kind":"granted"', mayAgain: false } }, CALL);
    expect((await due())?.due).toBe('expired');
  });

  it('the letter of a copy is there also once what it was made from was taken away', async () => {
    const { of } = desk;
    const { id } = await complete(desk);
    const next = await of.copy({ id }, CALL);
    await of.remove({ id }, CALL);
    expect((await of.letter({ id: DossierId.parse(next.id), readerLanguage: 'ru' }, CALL)).text).not.toBe('');
  });

  it('what was not handed in can be taken away and brought back', async () => {
    const { of } = desk;
    const { id } = await complete(desk);
    await of.remove({ id }, CALL);
    expect(await of.list({}, CALL)).toEqual([]);
    await expect(of.get({ id }, CALL)).rejects.toEqual(fails('dossier_not_found'));
    expect((await of.restore({ id }, CALL)).id).toBe(id);
    await of.give({ id, given: GIVEN }, CALL);
    await expect(of.remove({ id }, CALL)).rejects.toEqual(fails('dossier_wrong_state'));
    await expect(of.get({ id: DossierId.parse(desk.core.ids.next()) }, CALL)).rejects.toEqual(fails('dossier_not_found'));
  });

  it('tells what happened, by whom, and lets every window know', async () => {
    const { id } = await complete(desk);
    const { history } = Dossier.parse(await desk.of.give({ id, given: GIVEN }, CALL));
    expect(history.map(({ what, author }) => `${what} ${author}`)).toEqual(
      expect.arrayContaining(['given Anna', 'not_needed Anna', 'file Anna', 'opened Anna']),
    );
    expect(history[0]).toMatchObject({ what: 'given', text: '2026-11-21, ticket, K-77' });
    expect(desk.announced.slice(-2)).toEqual(['dossiers', 'incidents']);
  });
});

describe('a case in which the client is to apply in advance', () => {
  it('follows what is said of his application, and no other', async () => {
    const cases = incidentsHandlers(desk.core, NOTHING_QUEUED);
    const { packs } = await hostsHandlers(desk.core).get({ id: desk.hostId }, CALL);
    const packId = PackId.parse(packs[0]?.id);
    const subject = IncidentSubject.parse({ kind: 'port_25', server: 'kvm-17' });
    const open = async (concerned: { clientId: ClientId }[]) => Incident.parse(await cases.open({ packId, subject, concerned, note: '' }, CALL)).id;
    const [his, other] = [await open([{ clientId: desk.clientId }]), await open([])];
    const stands = async (id: IncidentId) => (await cases.get({ id }, CALL)).steps.find((step) => step.id === 'apply_in_advance')?.state;
    const { id } = await complete(desk);
    await desk.of.give({ id, given: GIVEN }, CALL);
    expect(await stands(his)).toBe('waiting');
    await desk.of.answer({ id, outcome: GRANTED }, CALL);
    expect(await stands(his)).toBe('done');
    expect((await cases.get({ id: his }, CALL)).story.at(-1)).toMatchObject({ told: { key: 'dossier_granted' }, text: GRANTED.scope });
    await desk.of.takeBack({ id }, CALL);
    expect(await stands(his)).toBe('waiting');
    await desk.of.takeBack({ id }, CALL);
    expect(await stands(his)).toBe('open');
    expect(await stands(other)).toBe('open');
  });
});
