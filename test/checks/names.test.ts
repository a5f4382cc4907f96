import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeDns } from '../../src/adapters/dns.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { askNames, lintMail, NOTHING_KNOWN } from '../../src/features/checks/index.ts';
import { isInNetwork, rsaBits } from '../../src/features/checks/mail/records.rules.ts';
import { spfOf } from '../../src/features/checks/mail/spf.ts';
import type { MailRule } from '../../src/shared/checks.ts';
import { type DnsReply, type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { corpus } from './corpus.ts';

const MAIL = corpus().find(({ name }) => name === 'fine-fr')?.eml ?? new Uint8Array();
const publicKey = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

type Zone = Readonly<Record<string, DnsReply>>;
const text = (...values: string[]): DnsReply => ({ values });
/** Everything as it should be for the mail of the corpus: lilas.example, sent from 192.0.2.10. */
const SOUND: Zone = {
  'TXT lilas.example': text('v=spf1 include:_spf.lilas.example -all', 'other=1'),
  'TXT _spf.lilas.example': text('v=spf1 ip4:192.0.2.0/28 ~all'),
  'TXT k1._domainkey.lilas.example': text(`v=DKIM1; k=rsa; p=${publicKey(2048)}`),
  'TXT _dmarc.lilas.example': text('v=DMARC1; p=none; rua=mailto:d@lilas.example'),
  'PTR 10.2.0.192.in-addr.arpa': text('mail.lilas.example'),
  'A mail.lilas.example': text('192.0.2.10'),
  'MX lilas.example': text('10 mail.lilas.example'),
};

let server: DnsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** What is found with a zone that differs from the sound one. */
async function found(id: MailRule, changed: Zone, lost: readonly string[] = []): Promise<string> {
  return (await findingsOf(changed, { lost })).flatMap((finding) => (finding.id === id ? [`${finding.outcome} ${finding.found}`] : [])).join();
}

async function findingsOf(changed: Zone, { lost = [], bytes = MAIL }: { readonly lost?: readonly string[]; readonly bytes?: typeof MAIL }) {
  const zone: Zone = { ...SOUND, ...changed };
  const here = await startDnsServer((name, type) => (lost.includes(`${type} ${name}`) ? undefined : zone[`${type} ${name.toLowerCase()}`]));
  server = here;
  const dns = nodeDns.open({ servers: [here.address], timeoutMs: 1500 });
  const { findings } = await lintMail({ mail: nodemailerFormat, askElsewhere: (sample) => askNames(dns, sample) }, { name: 'x.eml', bytes }, NOTHING_KNOWN);
  dns.close();
  return findings;
}

const SPF = 'TXT lilas.example';
const KEY = 'TXT k1._domainkey.lilas.example';
const POLICY = 'TXT _dmarc.lilas.example';
const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`TXT s${at}.example`, text('v=spf1 ~all')]));

describe('what name servers say of the domain and the server of a mail', () => {
  it.each<[MailRule, Zone, string]>([
    ['D01', {}, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 mx -all') }, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 redirect=_spf.lilas.example') }, 'pass D01.ok'],
    ['D01', { [SPF]: text('other=1') }, 'fail D01.none'],
    ['D01', { [SPF]: text('v=spf1 -all', 'v=spf1 mx -all') }, 'fail D01.several'],
    ['D01', { [SPF]: text('v=spf1 +all') }, 'fail D01.everybody'],
    ['D01', { [SPF]: text('v=spf1 all') }, 'fail D01.everybody'],
    ['D01', { [SPF]: text('v=spf1 include:_spf.lilas.example -all'), 'TXT _spf.lilas.example': text('v=spf1 +all') }, 'fail D01.everybody'],
    ['D01', { [SPF]: text('v=spf1 redirect=_spf.lilas.example'), 'TXT _spf.lilas.example': text('v=spf1 all') }, 'fail D01.everybody'],
    ['D01', { [SPF]: text('v=spf1 ip4:0.0.0.0/0 -all') }, 'fail D01.everybody'],
    [
      'D01',
      { [SPF]: text('v=spf1 -include:_spf.lilas.example ip4:192.0.2.10 -all'), 'TXT _spf.lilas.example': text('v=spf1 ip4:192.0.2.9 +all') },
      'fail D01.ip',
    ],
    ['D01', { [SPF]: text('v=spf1 ip4:198.51.100.0/24 -all') }, 'fail D01.ip'],
    ['D01', { [SPF]: text('v=spf1 a -all include:_spf.lilas.example') }, 'fail D01.ip'],
    ['D01', { [SPF]: text('v=spf1 ~all ip4:192.0.2.10') }, 'fail D01.ip'],
    ['D01', { [SPF]: text('v=spf1 -ip4:192.0.2.10 ip4:192.0.2.0/24 -all') }, 'fail D01.ip'],
    ['D01', { [SPF]: text('v=spf1 include:_spf.lilas.example ip4:192.0.2.10 -all'), 'TXT _spf.lilas.example': text('v=spf1 -ip4:192.0.2.10') }, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 ip:198.51.100.1 -all') }, 'fail D01.broken'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 inlcude:x.example -all') }, 'fail D01.broken'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 ip4:300.1.1.1 -all') }, 'fail D01.broken'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 -all;') }, 'fail D01.broken'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 other=1 -all') }, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 include:gone.example ip4:192.0.2.10 -all') }, 'fail D01.target'],
    ['D01', { [SPF]: text('v=spf1 redirect=gone.example') }, 'fail D01.target'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 include:gone.example -all') }, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 ip4:192.0.2.10 a:slow.example -all'), 'A slow.example': { rcode: 'servfail' } }, 'pass D01.ok'],
    ['D01', { [SPF]: text('v=spf1 a:slow.example -all'), 'A slow.example': { rcode: 'servfail' } }, 'unknown noAnswer'],
    ['D01', { [SPF]: text('v=spf1 -ip4:192.0.2.10 -all') }, 'fail D01.ip'],
    ['D01', { [SPF]: text('v=spf1 exists:%{i}.x.example -all') }, 'unknown D01.macro'],
    [
      'D01',
      {
        ...many,
        [SPF]: text(
          `v=spf1 ${Object.keys(many)
            .map((key) => `include:${key.slice(4)}`)
            .join(' ')} -all`,
        ),
      },
      'fail D01.lookups',
    ],
    ['D01', { [SPF]: text('v=spf1 include:lilas.example -all') }, 'fail D01.lookups'],
    ['D01', { [SPF]: text('v=spf1 redirect=lilas.example') }, 'fail D01.lookups'],
    ['D01', { [SPF]: text('v=spf1 redirect=_spf.lilas.example'), 'TXT _spf.lilas.example': text('v=spf1 redirect=lilas.example') }, 'fail D01.lookups'],
    ['D01', { [SPF]: { silent: true } }, 'unknown noAnswer'],
    ['D01', { [SPF]: { rcode: 'refused' } }, 'unknown noAnswer'],
    ['D01', { 'TXT _spf.lilas.example': { rcode: 'servfail' } }, 'unknown noAnswer'],
    ['D02', {}, 'pass D02.ok'],
    ['D02', { [KEY]: text(`v=DKIM1; p=${publicKey(768)}`) }, 'fail D02.short'],
    ['D02', { [KEY]: text('v=DKIM1; p=') }, 'fail D02.revoked'],
    ['D02', { [KEY]: text('v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=') }, 'pass D02.ok'],
    ['D02', { [KEY]: text('v=DKIM1; p=not base64!') }, 'unknown D02.unread'],
    ['D02', { [KEY]: { rcode: 'nxdomain' } }, 'fail D02.none'],
    ['D02', { [KEY]: { rcode: 'servfail' } }, 'unknown noAnswer'],
    ['D03', {}, 'pass D03.ok'],
    ['D03', { [POLICY]: text('v=DMARC1; rua=mailto:d@lilas.example') }, 'fail D03.policy'],
    ['D03', { [POLICY]: text('v=DMARC1; p=none', 'v=DMARC1; p=reject') }, 'fail D03.several'],
    ['D03', { [POLICY]: { rcode: 'nxdomain' } }, 'fail D03.none'],
    ['D03', { [POLICY]: { rcode: 'refused' } }, 'unknown noAnswer'],
    ['D04', {}, 'pass D04.ok'],
    ['D04', { 'A mail.lilas.example': text('203.0.113.9') }, 'fail D04.unconfirmed'],
    ['D04', { 'PTR 10.2.0.192.in-addr.arpa': { rcode: 'nxdomain' } }, 'fail D04.none'],
    ['D04', { 'PTR 10.2.0.192.in-addr.arpa': { rcode: 'servfail' } }, 'unknown noAnswer'],
    ['D05', {}, 'pass D05.ok'],
    ['D05', { 'MX lilas.example': { rcode: 'noerror' } }, 'fail D05.none'],
    ['D05', { 'MX lilas.example': { rcode: 'noerror' }, 'A lilas.example': text('192.0.2.80') }, 'pass D05.ok'],
    ['D05', { 'MX lilas.example': { rcode: 'servfail' } }, 'unknown noAnswer'],
  ])('%s %j: %s', async (id, changed, expected) => expect(await found(id, changed)).toBe(expected));
});

it('are not waited for again and again, where a record refers to many that stay silent', async () => {
  const asked: string[] = [];
  const record = `v=spf1 mx ${Array.from({ length: 9 }, (_, at) => `include:s${at}.example`).join(' ')} -all`;
  const here = await startDnsServer((name, type) => {
    asked.push(name);
    if (type === 'MX') return text(...Array.from({ length: 9 }, (_, at) => `10 m${at}.example`));
    return name === 'lilas.example' ? text(record) : { rcode: 'servfail' };
  });
  server = here;
  const dns = nodeDns.open({ servers: [here.address], timeoutMs: 1500 });
  expect(await spfOf(dns, { domain: 'lilas.example', ip: '192.0.2.10' })).toMatchObject({ outcome: 'unknown', found: 'noAnswer' });
  dns.close();
  expect(new Set(asked).size).toBeLessThan(6);
});

describe('records', () => {
  it('an address lies in the networks it lies in', () => {
    expect(isInNetwork('192.0.2.10', '192.0.2.0', { v4: 28, v6: 128 })).toBe(true);
    expect(isInNetwork('192.0.2.16', '192.0.2.0', { v4: 28, v6: 128 })).toBe(false);
    expect(isInNetwork('2001:db8::1', '2001:db8:0:0::', { v4: 32, v6: 64 })).toBe(true);
    expect(isInNetwork('2001:db8:1::1', '2001:db8::', { v4: 32, v6: 48 })).toBe(false);
    expect(isInNetwork('192.0.2.1', '::1', { v4: 0, v6: 0 })).toBe(false);
  });

  it.each([512, 1024, 2048, 4096])('a key of %i bits has as many', (bits) => expect(rsaBits(publicKey(bits))).toBe(bits));

  it.each(['', 'AAAA', 'MA', '####', 'MIIB'])('what is no key has none: %j', (key) => expect(rsaBits(key)).toBeNull());
});

it.each([
  ['v=DMARC1; p=reject; sp=none', 'pass D03.below lilas.example news.lilas.example none'],
  ['v=DMARC1; p=reject', 'pass D03.below lilas.example news.lilas.example reject'],
  ['v=DMARC1; p=reject; sp=', 'fail D03.policy lilas.example news.lilas.example '],
])('tells of a subdomain the policy of its organisation that applies to it: %s', async (record, expected) => {
  const bytes = new TextEncoder().encode(new TextDecoder().decode(MAIL).replace(/^(From: .*@)lilas\.example/m, '$1news.lilas.example'));
  const finding = (await findingsOf({ [POLICY]: text(record), 'TXT _dmarc.news.lilas.example': { rcode: 'nxdomain' } }, { bytes })).find(
    ({ id }) => id === 'D03',
  );
  const { domain, name, policy } = finding?.facts ?? {};
  expect(`${finding?.outcome} ${finding?.found} ${domain} ${name} ${policy}`).toBe(expected);
});
