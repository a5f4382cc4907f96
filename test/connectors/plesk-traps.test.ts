import { afterEach, describe, expect, it } from 'vitest';
import type { Connector, PanelUsage } from '../../src/connectors/connector.ts';
import { plesk } from '../../src/connectors/plesk/index.ts';
import type { Capability, Need } from '../../src/shared/panels.ts';
import { all, type Stage, stage, usageOf } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import { type PleskTricks, pleskDialect } from './stand-ins/plesk.ts';
import type { Reply } from './stand-ins/stand-in.ts';
import { smallWorld, type World } from './stand-ins/world.ts';

const LIST = 'webspace/get';
const TRAFFIC = 'webspace/get_traffic';
const KEY = '24f8c5e5-fcb5-bdfc-aac0-7bff0e800334';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

async function tricky(tricks: PleskTricks = {}, world: World = smallWorld()): Promise<Stage> {
  const now = await stage({ kind: plesk, dialect: () => pleskDialect(tricks) }, world);
  stages.push(now);
  return now;
}

const recorded = async (call: string, reply: string | Reply): Promise<Stage> =>
  await tricky({ instead: { [call]: typeof reply === 'string' ? { body: reply } : reply } });

const answered = (name: string): string => fixture(`plesk/${name}`);

/** The list of subscriptions that was made up after the schema, with the customers and sites that come in the same packet. */
function withOwners(webspaces: string, others = '<customer><get/></customer><site><get/></site>'): string {
  return webspaces.replace('</packet>', `${others}</packet>`);
}

/** A packet of subscriptions, each `[id, owner, name, status]`. */
function listOf(...subscriptions: readonly (readonly [number, string, string, number])[]): string {
  const results = subscriptions.map(
    ([id, owner, name, status]) =>
      `<result><status>ok</status><id>${id}</id><data><gen_info><name>${name}</name><status>${status}</status><owner-login>${owner}</owner-login><guid>g${id}</guid></gen_info></data></result>`,
  );
  return withOwners(`<packet><webspace><get>${results.join('')}</get></webspace></packet>`);
}

async function dayOf({ usage }: Connector, day: string): Promise<PanelUsage[]> {
  if (usage?.kind !== 'days') throw new Error('Plesk has days');
  return await all(usage.read(day, undefined));
}

async function givenOf(connector: Connector, need: Need): Promise<Capability | undefined> {
  return (await connector.probe(undefined)).capabilities.find((one) => one.need === need);
}

describe('answers of Plesk', () => {
  it('reads subscriptions, their hourly limits, and the number that says who suspended them', async () => {
    const customers =
      '<customer><get><result><status>ok</status><id>7</id><data><gen_info><login>alice</login><email>alice@mail.example</email><owner-login>resel1</owner-login></gen_info></data></result></get></customer>';
    const sites =
      '<site><get><result><status>ok</status><id>1</id><data><gen_info><name>shop.example</name><webspace-id>11</webspace-id></gen_info></data></result></get></site>';
    const { connector } = await recorded(LIST, withOwners(answered('webspace-get.SYNTHETIC.xml'), customers + sites));
    expect(await all(connector.accounts(undefined))).toEqual([
      {
        login: 'alice',
        birth: 'guid:00000000-0000-4000-8000-000000000011',
        domain: 'alice.example',
        otherDomains: ['shop.example'],
        emails: ['alice@mail.example'],
        owner: 'resel1',
        plan: '',
        createdAt: Date.UTC(2022, 5, 19, 21),
        own: false,
        suspended: false,
        locked: null,
        outgoingMail: null,
        reason: '',
        suspendedAt: null,
        lifter: 'unknown',
        limits: [{ count: 100, seconds: 3600, scope: 'domain', source: 'set' }],
        unlimited: true,
      },
      expect.objectContaining({
        login: 'bob',
        domain: 'bob.example',
        emails: null,
        suspended: true,
        lifter: 'host',
        limits: null,
        unlimited: null,
        reason: '',
      }),
    ]);
  });

  it('reads the bytes of one day as bytes, and never as messages', async () => {
    const now = await tricky({
      instead: { [LIST]: { body: listOf([11, 'alice', 'alice.example', 0]) }, [TRAFFIC]: { body: answered('webspace-get_traffic.SYNTHETIC.xml') } },
    });
    const nothing = { domain: '', sent: null, delivered: null, deferred: null, failed: null, recipients: null, limitReached: '', limit: null };
    expect(now.connector.usage).toMatchObject({ kind: 'days', definition: 'smtp_bytes', silentIsZero: false });
    expect(await dayOf(now.connector, '2026-11-19')).toEqual([{ login: 'alice', bytes: 702_000, ...nothing }]);
    expect(await dayOf(now.connector, '2026-11-20')).toEqual([{ login: 'alice', bytes: 41_300_000, ...nothing }]);
    // The statistics of that night were not made: unknown, not 0.
    expect(await dayOf(now.connector, '2026-11-18')).toEqual([]);
    expect(now.standIn.calls().filter((call) => call === `POST ${LIST}`)).toHaveLength(1);
  });

  it('takes an operation without any result for an empty list', async () => {
    const { connector } = await recorded(LIST, withOwners(answered('empty-get.xml').replaceAll('site>', 'webspace>')));
    expect(await all(connector.accounts(undefined))).toEqual([]);
  });

  it('takes a packet without the operation for unreadable', async () => {
    const { connector } = await recorded(LIST, answered('empty-get.xml'));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: LIST } });
  });

  it('goes by the code of an error, whatever its text says in whatever language', async () => {
    const missing = await recorded(LIST, answered('error-1013.doc-sample.xml'));
    await expect(all(missing.connector.accounts(undefined))).rejects.toMatchObject({
      code: 'panel_refused',
      params: { call: LIST, reason: '1013 Object not found.' },
    });
    const translated = answered('error-1013.doc-sample.xml').replace('1013', '1006').replace('Object not found.', 'Objet introuvable');
    const denied = await recorded(LIST, translated);
    await expect(all(denied.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_privilege_missing', params: { call: LIST, privilege: LIST } });
    const codeless = await recorded(LIST, answered('error-1013.doc-sample.xml').replace('<errcode>1013</errcode>', ''));
    await expect(all(codeless.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('reads the others where one fails, whichever it is, and does not pass the list off as complete', async () => {
    const now = await tricky();
    now.standIn.behave({ shape: 'one_fails' });
    const pages = now.connector.accounts(undefined);
    expect((await pages.next()).value).toHaveLength(now.world.accounts.length);
    await expect(pages.next()).rejects.toMatchObject({ code: 'panel_refused', params: { call: LIST, reason: '1013 Объект не найден.' } });
    expect(await usageOf(now.connector, now.world)).not.toEqual([]);
  });

  it('gives each subscription of a customer an account of its own, the oldest his login', async () => {
    const { connector } = await recorded(LIST, listOf([30, 'alice', 'three.example', 0], [4, 'alice', 'one.example', 16], [21, 'bob', 'two.example', 0]));
    expect((await all(connector.accounts(undefined))).map(({ login, domain, birth, suspended }) => ({ login, domain, birth, suspended }))).toEqual([
      { login: 'alice', domain: 'one.example', birth: 'guid:g4', suspended: true },
      { login: 'bob', domain: 'two.example', birth: 'guid:g21', suspended: false },
      { login: 'alice/three.example', domain: 'three.example', birth: 'guid:g30', suspended: false },
    ]);
  });

  it('marks what the reseller owns himself, and knows who suspended it when it was stopped through him', async () => {
    const { connector } = await recorded(LIST, listOf([1, 'reseller1', 'mine.example', 2], [2, 'alice', 'one.example', 2]));
    expect(await all(connector.accounts(undefined))).toMatchObject([
      { login: 'reseller1', own: true, owner: 'reseller1', suspended: true, lifter: 'host' },
      { login: 'alice', own: false, suspended: true, lifter: 'unknown' },
    ]);
  });

  it('keeps hostile names out: no markup, no lines, nothing endless', async () => {
    for (const name of ['a&#10;b', 'x'.repeat(300), '']) {
      const { connector } = await recorded(LIST, listOf([1, 'alice', name, 0]));
      await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
    }
  });
});

describe('XML that means harm', () => {
  const entities = Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('');

  it.each([
    ['a thousand million laughs', `<!DOCTYPE packet [<!ENTITY l0 "ha">${entities}]>`, '&l10;'],
    ['a file of this computer', '<!DOCTYPE packet [<!ENTITY l SYSTEM "file:///etc/hostname">]>', '&l;'],
    ['another server', '<!DOCTYPE packet [<!ENTITY l SYSTEM "http://127.0.0.1:1/">]>', '&l;'],
  ])('unfolds no %s', async (_, declaration, name) => {
    const { connector } = await recorded(LIST, `<?xml version="1.0"?>${declaration}${listOf([1, 'alice', name, 0])}`);
    const begun = performance.now();
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: LIST } });
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('logins of Plesk', () => {
  it('sends login and password in their headers, as bytes, and a key alone', async () => {
    const now = await tricky();
    await all(now.connector.accounts(undefined));
    expect(now.standIn.requests()[0]?.headers).toMatchObject({ http_auth_login: 'reseller1', http_auth_passwd: now.world.secret, 'content-type': 'text/xml' });
    const keyed = await tricky({ key: KEY }, smallWorld({ secret: KEY }));
    expect(await all(keyed.connector.accounts(undefined))).toHaveLength(6);
    expect(keyed.standIn.requests()[0]?.headers).toMatchObject({ key: KEY });
    expect(Object.keys(keyed.standIn.requests()[0]?.headers ?? {})).not.toContain('http_auth_passwd');
    await expect(now.connect({ secret: 'пароль' }).probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    const [last] = now.standIn.requests().slice(-1);
    expect(Buffer.from(String(last?.headers['http_auth_passwd']), 'latin1').toString()).toBe('пароль');
  });

  it.each(['a\r\nKEY: x', 'a\0b'])('sends no secret that would be two headers: %j', async (secret) => {
    const now = await tricky();
    await expect(now.connect({ secret }).probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls()).toEqual([]);
  });

  it('takes a key that comes from another address for a refused login with its own number, and asks no more', async () => {
    const now = await tricky({ key: KEY, otherAddress: true }, smallWorld({ secret: KEY }));
    await expect(now.connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused', params: { status: 11_003 } });
    await expect(all(now.connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(now.standIn.calls()).toHaveLength(1);
  });

  it.each([
    [1001, 'panel_auth_refused'],
    [1010, 'panel_auth_refused'],
    [1011, 'panel_auth_refused'],
    [1012, 'panel_auth_refused'],
    [1006, 'panel_privilege_missing'],
    [1014, 'panel_refused'],
    [1023, 'panel_refused'],
    [1030, 'panel_refused'],
  ])('takes %i about the whole packet for %s', async (code, meaning) => {
    const { connector } = await recorded(LIST, answered('system-error.SYNTHETIC.xml').replace('1001', String(code)));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: meaning });
  });

  it('names the right to use the interface where it lacks altogether', async () => {
    const { connector } = await recorded(LIST, answered('system-error.SYNTHETIC.xml').replace('1001', '1006'));
    const right = 'ability_to_use_remote_xml_interface';
    expect(await givenOf(connector, 'accounts')).toEqual({ need: 'accounts', given: 'needs_privilege', call: LIST, privilege: right });
    expect(plesk.form.privileges.map(({ name }) => name)).toEqual([right]);
  });

  it.each([
    [403, 'panel_auth_refused'],
    [404, 'panel_not_an_api'],
    [500, 'panel_refused'],
  ])('takes HTTP %i for %s', async (status, code) => {
    const { connector } = await recorded(LIST, { status, body: '' });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code });
  });
});

describe('what Plesk gives', () => {
  it('says of sends, outcomes and single messages that it does not publish them, never that there were none', async () => {
    const { connector } = await tricky();
    for (const need of ['sent', 'outcomes', 'recipients', 'messages', 'warnings', 'suspended_why'] as const)
      expect((await givenOf(connector, need))?.given).toBe('not_given');
    expect(connector.messages).toBeNull();
    expect(connector.warnings).toBeNull();
  });

  it('lists accounts without addresses where the customers are denied, and says what lacks', async () => {
    const now = await tricky({ denies: ['customer/get', 'site/get'] });
    expect((await all(now.connector.accounts(undefined))).map(({ emails, otherDomains }) => emails ?? otherDomains)).toEqual(Array(6).fill(null));
    expect(await givenOf(now.connector, 'emails')).toEqual({ need: 'emails', given: 'needs_privilege', call: 'customer/get', privilege: 'customer/get' });
    expect(await givenOf(now.connector, 'accounts')).toMatchObject({ given: 'given' });
  });

  it('asks for the lists in one packet', async () => {
    const now = await tricky();
    await all(now.connector.accounts(undefined));
    expect(now.standIn.requests()).toHaveLength(1);
    expect(now.standIn.requests()[0]?.body).toMatch(/<webspace>.*<customer>.*<site>/);
  });

  it('says whether the reseller is suspended himself, by himself or by what he owns, or that it is not told', async () => {
    const himself = await tricky({}, smallWorld({ resellerSuspended: true }));
    expect(await himself.connector.probe(undefined)).toMatchObject({ resellerSuspended: true, version: '1.6.9.1' });
    const inferred = await tricky({ denies: ['reseller/get'] });
    expect(await inferred.connector.probe(undefined)).toMatchObject({ resellerSuspended: false });
    const untold = await tricky({ denies: ['reseller/get'], instead: { [LIST]: { body: listOf([1, 'alice', 'a.example', 2], [2, 'bob', 'b.example', 0]) } } });
    expect(await untold.connector.probe(undefined)).toMatchObject({ resellerSuspended: null });
    const owning = await tricky({ denies: ['reseller/get'], instead: { [LIST]: { body: listOf([1, 'reseller1', 'mine.example', 2]) } } });
    expect(await owning.connector.probe(undefined)).toMatchObject({ resellerSuspended: true });
  });
});
