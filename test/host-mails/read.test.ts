import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { HostMail } from '../../src/contract/host-mails.ts';
import { PackId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { hostMailsHandlers } from '../../src/features/host-mails/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/host-mails');
const CALL = { signal: undefined };
const NO_CASE = ['not_listed', 'lifted', 'announced', 'came_back', 'log', 'unknown'];

/** What a person who read the mail says it is. `topic` null = no case. */
const Truth = z.object({
  topic: z.string().nullable(),
  is_: z.string().optional(),
  /** False: something is missing that the kind cannot do without. */
  subject: z.boolean().default(true),
  listed: z.string().optional(),
  list: z.string().optional(),
  reference: z.string().optional(),
  holder: z.string().optional(),
  name: z.string().optional(),
  server: z.string().optional(),
  accounts: z.array(z.string()).optional(),
  unmatched: z.array(z.string()).optional(),
  /** UTC, where the mail says when. */
  at: z.string().optional(),
  /** The host's own number, and the day by which it wants an answer. */
  ticket: z.string().default(''),
  answerBy: z.string().nullable().default(null),
  gaps: z.array(z.string()).optional(),
  pack: z.boolean().optional(),
});
const TRUTH = z.record(z.string(), Truth).parse(JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8')));

let test: TestCore;
let packId: PackId;
let of: ReturnType<typeof hostMailsHandlers>;

beforeAll(async () => {
  test = openTestCore({ mail: nodemailerFormat }, new FakeClock(Date.UTC(2026, 10, 20, 12), 'UTC'));
  packId = await makePack(test);
  of = hostMailsHandlers(test.core);
  await readList(test, packId, [panelAccount('alpha'), panelAccount('beta'), panelAccount('gamma')]);
  for (const [ip, family] of [
    ['203.0.113.25', 4],
    ['2001:db8::25', 6],
  ] as const) {
    await test.core.db.write((tx) =>
      tx
        .insertInto('watched_ip')
        .values({
          id: test.core.ids.next(),
          ip,
          family,
          pack_id: packId,
          holder: 'host',
          shared: 1,
          note: '',
          valid_from: '2026-01-01',
          valid_to: null,
          created_at: 0,
        })
        .execute(),
    );
  }
});
afterAll(() => test.close());

async function readFile(name: string): Promise<HostMail> {
  const { ref } = await test.core.files.put(name, 'message/rfc822', readFileSync(join(FOLDER, name)));
  return HostMail.parse(await of.read({ source: { fileRef: ref } }, CALL));
}
const readText = async (text: string, given: { packId?: PackId } = {}) => HostMail.parse(await of.read({ source: { text }, ...given }, CALL));

describe('a mail of the host', () => {
  it('has a truth for every sample', () => {
    expect(
      readdirSync(FOLDER)
        .filter((name) => name !== 'truth.json')
        .sort(),
    ).toEqual(Object.keys(TRUTH).sort());
    expect(Object.keys(TRUTH).length).toBeGreaterThanOrEqual(30);
  });

  it.each(Object.entries(TRUTH))('%s', async (name, truth) => {
    const read = await readFile(name);
    if (truth.topic === null) {
      expect(NO_CASE).toContain(read.topic);
      expect(read).toMatchObject({ kind: null, subject: null, concerned: [] });
      if (truth.is_ !== undefined) expect(read.topic).toBe(truth.is_);
      return;
    }
    expect(read.topic).toBe(truth.topic);
    expect(read.passages[0]?.says).toBe('topic');
    const words = (says: string) => read.passages.find((each) => each.says === says)?.text.replace(/\.$/, '') ?? says;
    expect(words('reason')).not.toBe(words('topic'));
    expect(read.subject === null).toBe(!truth.subject);
    const { listed, list, reference, holder, name: object, server } = truth;
    const told = Object.entries({ listed, list, reference, holder, name: object, server }).filter(([, value]) => value !== undefined);
    if (told.length > 0) expect(read.subject).toMatchObject(Object.fromEntries(told));
    if (truth.accounts !== undefined) expect(read.concerned.map(({ word }) => word.replace(/(^|.*\.)(\w+)\.example$/, '$2')).sort()).toEqual(truth.accounts);
    if (truth.unmatched !== undefined) expect(read.unmatched).toEqual(truth.unmatched);
    if (truth.at !== undefined) expect(read.occurredAt?.slice(0, 16)).toBe(truth.at);
    expect(read).toMatchObject({ ticket: truth.ticket, answerBy: truth.answerBy });
    for (const gap of truth.gaps ?? []) expect(read.gaps).toContain(gap);
    if (truth.pack === true) expect(read.packId).toBe(packId);
  });

  it('takes the number, the page of the entry and the day for the answer with it', async () => {
    const text =
      '[Ticket #88213] Abuse report\n\nThe address 203.0.113.25 is listed by Trend Micro: https://www.mail-abuse.example/lookup?ip=203.0.113.25\nPlease tell us within 72 h what was done.';
    expect(await readText(text)).toMatchObject({
      topic: 'listing',
      subject: { listed: '203.0.113.25', reference: 'https://www.mail-abuse.example/lookup?ip=203.0.113.25' },
      ticket: '88213',
      answerBy: '2026-11-23',
    });
  });

  it('quotes the sentence that names whom it came from, where another says what happened', async () => {
    const told = 'The account alpha sent 1,200 messages to bought addresses.';
    const { passages } = await readText(`The address 203.0.113.25 is listed by Trend Micro ERS.\n${told}`);
    expect(passages).toContainEqual({ says: 'account', text: told });
    expect((await readText('The account alpha has been suspended for spam.')).passages.map(({ says }) => says)).not.toContain('account');
  });

  it('says that a term is counted from now where nothing says when it began, and of no other day', async () => {
    const body = 'Your account alpha has been suspended.\nPlease reply within 48 hours.';
    expect(await readText(body)).toMatchObject({ answerCounted: true });
    const head = '-----Original Message-----\nFrom: abuse@northhost.example\nSent: 20 November 2026 10:00\nTo: me@reseller.example\nSubject: Suspension';
    expect(await readText(`${head}\n\n${body}`)).toMatchObject({ answerBy: '2026-11-22', answerCounted: false });
    expect(await readText(body.replace('within 48 hours', 'by 24 November 2026'))).toMatchObject({ answerBy: '2026-11-24', answerCounted: false });
    expect(await readText('Your account alpha has been suspended.')).toMatchObject({ answerBy: null, answerCounted: false });
  });

  it('keeps what was put in, whatever it understood of it, and nothing in the data', async () => {
    const counted = async () => (await test.core.db.read.selectFrom('incident').select('id').execute()).length;
    const before = await counted();
    expect(await readText('Nobody knows what this is.\nReally.')).toMatchObject({ topic: 'unknown', text: 'Nobody knows what this is.\nReally.', gaps: [] });
    await readText('Your account alpha has been suspended.');
    expect(await counted()).toBe(before);
  });

  it.each([
    ['en-suspended-several.eml', { alpha: 'phishing page', beta: 'mass mailing' }],
    ['en3-two-reasons.eml', { alpha: 'phishing kit in /home/alpha/public_html/.well-known/', beta: 'compromised mailbox, 3,400 messages in one hour' }],
    ['ru3-several.eml', { alpha: 'рассылка по купленной базе', gamma: 'взломан, рассылает фишинг' }],
  ])('gives each of several accounts its own reason and case: %s', async (name, reasons) => {
    const { concerned, subject } = await readFile(name);
    expect(Object.fromEntries(concerned.map(({ word, reason }) => [word, reason]))).toEqual(reasons);
    expect(concerned.map((one) => one.subject)).toEqual(
      Object.entries(reasons).map(([word, reason]) => ({ kind: 'suspension', scope: 'account', stopped: 'hosting', name: word, reason })),
    );
    expect(subject).toMatchObject({ kind: 'suspension', name: '' });
  });

  it.each([
    'Your account alpha has been suspended for spam.\nThe following accounts are not affected:\n- beta\n- gamma.example',
    'Votre compte alpha a été suspendu.\nLes comptes suivants ne sont pas concernés :\n- beta\n- gamma.example',
    'Аккаунт alpha заблокирован за рассылку.\nНе затронуты следующие аккаунты:\n- beta\n- gamma.example',
    'Your account alpha has been suspended. Its forms sent spam to users of beta.example and gamma.example.',
    'Your account alpha has been suspended because complaints named beta.example as the sender.',
  ])('says nothing against accounts that are only mentioned: %s', async (text) => {
    const { concerned, subject } = await readText(text);
    expect(concerned).toMatchObject([{ word: 'alpha', subject: null }]);
    expect(subject).toMatchObject({ kind: 'suspension', name: 'alpha' });
  });

  it('makes one case of a mail about one account, whatever stands in its lists', async () => {
    const { concerned, subject } = await readText('Your account alpha has been suspended for spam:\n- 43 complaints\n- no unsubscribe link');
    expect(concerned).toMatchObject([{ word: 'alpha', subject: null }]);
    expect(subject).toMatchObject({ name: 'alpha' });
  });

  it('names the client of an account that no panel showed, by the client list, and with him the pack', async () => {
    const own = await makePack(test, 'Listhost');
    const domains = { mainDomain: 'bakery.example', otherDomains: ['shop.bakery.example'] };
    const account = { packId: own, login: 'u38list', ...domains, plan: '', orderedOn: null, status: 'active' as const };
    const contacts = [{ role: 'owner' as const, email: 'owner@bakery.example' }];
    const client = { number: '', company: 'Bakery', language: 'en' as const, note: '', timeZone: '', contacts, accounts: [account] };
    const { id: clientId } = await clientsHandlers(test.core).create(client, CALL);
    const named = { hostedId: null, clientId, name: 'Bakery' };
    const text = 'The IP 203.0.113.99 is listed by SpamCop. The domain that sent the mailing: shop.bakery.example';
    expect(await readText(text)).toMatchObject({ packId: own, concerned: [{ ...named, by: 'domain', word: 'shop.bakery.example' }] });
    expect(await readText('The account u38list has been suspended for spam.')).toMatchObject({ packId: own, concerned: [{ ...named, by: 'login' }] });
    expect((await readText(text, { packId })).concerned).toEqual([]);
  });

  it('looks in the pack that was chosen, and says so when there are several', async () => {
    const text = 'The account delta has been suspended for spam.';
    const other = await makePack(test, 'Southhost');
    await readList(test, other, [panelAccount('delta'), panelAccount('alpha', { domain: 'alpha.invalid' })]);
    expect(await readText(text)).toMatchObject({ packId: other, concerned: [{ word: 'delta', by: 'login' }] });
    expect(await readText(text, { packId })).toMatchObject({ packId, concerned: [], unmatched: ['delta'] });
    const both = await readText('The account alpha has been suspended for spam.');
    expect(both.packId).toBeNull();
    expect(both.gaps).toContain('pack');
    // One word for two of them is no mail about two.
    expect(both.concerned).toMatchObject([{ subject: null }, { subject: null }]);
    await expect(of.read({ source: { text }, packId: PackId.parse('01a203bf-0000-7000-987c-582b50f34b23') }, CALL)).rejects.toMatchObject({
      code: 'pack_not_found',
    });
  });

  it('says all that the mail says, and what is most of it first', async () => {
    const read = await readText('The address 203.0.113.25 is listed by SpamCop. We have therefore closed port 25 of your server 203.0.113.25.');
    expect(read).toMatchObject({ topic: 'listing', kind: 'listing', also: ['port_25'] });
  });

  it('takes an hour without a day for one of the day the mail was written, by the clock of its writer, and no hour of a telephone', async () => {
    const dated = async (text: string) => {
      const head = 'From: abuse@host.example\r\nDate: Fri, 20 Nov 2026 08:10:00 +0300\r\nSubject: Notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';
      const { ref } = await test.core.files.put('x.eml', 'message/rfc822', Buffer.from(`${head}${text}\r\n`));
      const { occurredAt, datedBy, gaps } = HostMail.parse(await of.read({ source: { fileRef: ref } }, CALL));
      return [occurredAt, datedBy, gaps.includes('date')];
    };
    const said = ['2026-11-20T04:40:00.000Z', 'words', false];
    expect(await dated('Port 25 of the server vps1.example was closed at 07:40.')).toEqual(said);
    expect(await dated('Le script mail.php a été bloqué ce matin à 07 h 40.')).toEqual(said);
    expect(await dated('С сервера vps1.example шёл спам, поэтому исходящий порт 25 закрыт в 07:40.')).toEqual(said);
    const mails = ['2026-11-20T05:10:00.000Z', 'mail', true];
    expect(await dated('Your account alpha has been suspended. You may call us; our telephone is answered at 07:40.')).toEqual(mails);
  });

  it('reads a day and an hour by the clock of whoever wrote it where the host’s is not known, and says whose clock it was', async () => {
    const head = (date: string) => `From: abuse@nowhere.example\r\nDate: ${date}\r\nSubject: Notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n`;
    const dated = async (date: string, text: string) => {
      const { ref } = await test.core.files.put('x.eml', 'message/rfc822', Buffer.from(`${head(date)}${text}\r\n`));
      const { occurredAt, packId, clock } = HostMail.parse(await of.read({ source: { fileRef: ref } }, CALL));
      return [occurredAt, packId, clock.of];
    };
    const text = 'The IP address 203.0.113.77 has been blocked on 19 November 2026 at 23:15.';
    expect(await dated('Fri, 20 Nov 2026 08:10:00 +0300', text)).toEqual(['2026-11-19T20:15:00.000Z', null, 'writer']);
    expect(await dated('Fri, 20 Nov 2026 05:10:00 +0000', text)).toEqual(['2026-11-19T23:15:00.000Z', null, 'here']);
    expect(await dated('Fri, 20 Nov 2026 05:10:00 +0000', text.replace('23:15', '23:15 CET'))).toEqual(['2026-11-19T22:15:00.000Z', null, 'words']);
  });

  it('takes no moment of long ago, nor one to come, for when it happened', async () => {
    expect((await readText('Your account alpha was suspended on 3 March 2019 at 10:00.')).occurredAt).toBeNull();
    expect((await readText('Your account alpha was suspended; answer before 30.11.2026.')).occurredAt).toBeNull();
    expect((await readText('Votre compte alpha a été suspendu le 1er novembre 2026 à 7h05.')).occurredAt).toBe('2026-11-01T07:05:00.000Z');
    expect((await readText('Аккаунт alpha заблокирован 2 ноября 2026 г. в 12:30.')).occurredAt).toBe('2026-11-02T12:30:00.000Z');
  });

  describe('made to do harm', () => {
    const dropped = async (name: string, text: string) => {
      const { ref } = await test.core.files.put(name, 'message/rfc822', new TextEncoder().encode(text));
      return await of.read({ source: { fileRef: ref } }, CALL);
    };
    const HEAD = 'From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n';

    it.each([
      [
        'ten thousand parts',
        `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nsuspended\r\n'.repeat(10_000)}--b--\r\n`,
      ],
      [
        'mails in mails',
        `${Array.from({ length: 200 }, (_, n) => `${HEAD}Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\nContent-Type: message/rfc822\r\n\r\n`).join('')}end`,
      ],
      ['a line without end', `${HEAD}\r\n${'your account has been suspended '.repeat(60_000)}`],
      ['a label before spaces without end', `de${' '.repeat(50_000)}\nto${' '.repeat(50_000)}: ${' '.repeat(50_000)}x`],
      ['addresses without end', `${HEAD}\r\nYour IP ${'1.2.3.4.5.'.repeat(50_000)} is listed ${'a.'.repeat(50_000)} ${':::'.repeat(20_000)}`],
      ['labels without end', `${HEAD}\r\n${'From: a\nDate: b\n> > > '.repeat(30_000)}`],
      ['markup without end', `${HEAD}Content-Type: text/html\r\n\r\n${'<div><table><td>port 25 '.repeat(40_000)}`],
      ['a broken character set', `${HEAD}Content-Type: text/plain; charset=klingon-7\r\nContent-Transfer-Encoding: base64\r\n\r\n////==//`],
    ])('ends in bounded time: %s', async (_what, text) => {
      // A busy machine is as slow with a harmless mail of that size.
      const harmless = await timed(() => dropped('x.eml', `${HEAD}\r\n${'Good morning, all is well.\r\n'.repeat(text.length / 28)}`).catch(() => null));
      const begun = performance.now();
      const read = await dropped('x.eml', text).catch((error: { code: string }) => error.code);
      expect(typeof read === 'string' ? read : read.text.length).toSatisfy((value: string | number) => value === 'mail_unreadable' || Number(value) <= 20_001);
      expect(performance.now() - begun).toBeLessThan(Math.max(5000, 40 * harmless));
    });
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
