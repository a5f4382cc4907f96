import { describe, expect, it } from 'vitest';
import { nodeDns } from '../../src/adapters/dns.ts';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { presetRecipients } from '../../src/app/lint-file.ts';
import { MailCheck } from '../../src/contract/checks.ts';
import { askNames, checksHandlers, lintMail, NOTHING_KNOWN, type Question } from '../../src/features/checks/index.ts';
import { result } from '../../src/features/system/demo/story.ts';
import { MAIL_RULES, type MailRule, OUTCOMES } from '../../src/shared/checks.ts';
import { addList, CALL, openScene } from '../blocklists/lists.ts';
import { type DnsReply, startDnsServer } from '../support/dns-server.ts';
import { corpus } from './corpus.ts';

const mails = corpus();
const named = (name: string): Uint8Array => mails.find((mail) => mail.name === name)?.eml ?? expect.fail(`No mail ${name}`);

type Zone = Readonly<Record<string, DnsReply>>;
/** A mail of the corpus, with what is known beside it: what was asked, what name servers answer beside the sound zone, what a block list says of its server. */
interface Case {
  readonly mail: string;
  readonly asked?: Partial<Question>;
  readonly zone?: Zone;
  readonly list?: DnsReply;
}

const FINE: Case = { mail: 'fine-fr' };
const HOST: Partial<Question> = { maxRecipients: presetRecipients('shared-fr-conditions') ?? null };
const at = (mail: string): Case => ({ mail });
const names = (zone: Zone): Case => ({ ...FINE, zone });
const text = (...values: string[]): DnsReply => ({ values });
const REFUSED: DnsReply = { rcode: 'refused' };
/** No mail leads to it. */
const NEVER = null;
const QUESTION = { pass: NEVER, fail: NEVER, unknown: FINE };

/** Of every rule a mail that keeps it, one that breaks it, and one of which nobody can tell. */
const CASES: Readonly<Record<MailRule, Readonly<Record<(typeof OUTCOMES)[number], Case | null>>>> = {
  H01: { pass: FINE, fail: at('H01-several'), unknown: NEVER },
  H02: { pass: FINE, fail: at('H02-malformed'), unknown: at('draft') },
  H03: { pass: FINE, fail: at('H03-twice'), unknown: NEVER },
  H04: { pass: FINE, fail: at('H04-free'), unknown: at('H01-none') },
  H05: { pass: FINE, fail: at('H01-invalid'), unknown: at('H01-none') },
  H06: { pass: FINE, fail: at('H05-null-sender'), unknown: at('draft') },
  H07: { pass: FINE, fail: at('H07-brackets'), unknown: NEVER },
  H08: { pass: FINE, fail: at('H07-none'), unknown: NEVER },
  H09: { pass: { mail: 'H09-ten', asked: HOST }, fail: { mail: 'H09-eleven', asked: HOST }, unknown: at('H09-eleven') },
  H10: { pass: FINE, fail: at('H10-reply'), unknown: NEVER },
  H11: { pass: FINE, fail: at('H11-counter'), unknown: NEVER },
  H12: { pass: at('H12-ok'), fail: at('H12-other'), unknown: at('H12-unknown') },
  B01: { pass: FINE, fail: at('B01-none'), unknown: at('B01-foreign') },
  B02: { pass: FINE, fail: at('B02-login'), unknown: at('B02-no-link') },
  B03: { pass: FINE, fail: at('B03-none'), unknown: at('B01-foreign') },
  B04: { pass: FINE, fail: at('B04-none'), unknown: at('B01-foreign') },
  B05: { pass: FINE, fail: at('B01-hidden'), unknown: at('B05-preview') },
  B06: { pass: FINE, fail: at('B06-broken'), unknown: NEVER },
  D01: { pass: names({}), fail: names({ 'TXT lilas.example': text('v=spf1 +all') }), unknown: names({ 'TXT lilas.example': REFUSED }) },
  D02: {
    pass: names({}),
    fail: names({ 'TXT k1._domainkey.lilas.example': text('v=DKIM1; p=') }),
    unknown: names({ 'TXT k1._domainkey.lilas.example': REFUSED }),
  },
  D03: { pass: names({}), fail: names({ 'TXT _dmarc.lilas.example': { rcode: 'nxdomain' } }), unknown: names({ 'TXT _dmarc.lilas.example': REFUSED }) },
  D04: { pass: names({}), fail: names({ 'A mail.lilas.example': text('203.0.113.9') }), unknown: names({ 'PTR 10.2.0.192.in-addr.arpa': REFUSED }) },
  D05: { pass: names({}), fail: names({ 'MX lilas.example': { rcode: 'noerror' } }), unknown: names({ 'MX lilas.example': REFUSED }) },
  R01: { pass: { ...FINE, list: { rcode: 'nxdomain' } }, fail: { ...FINE, list: text('127.0.0.2') }, unknown: { ...FINE, list: REFUSED } },
  I01: QUESTION,
  I02: QUESTION,
  I03: QUESTION,
  I04: QUESTION,
  I05: QUESTION,
};

/** Everything as it should be for a mail of lilas.example, sent from 192.0.2.10. */
const SOUND: Zone = {
  'TXT lilas.example': text('v=spf1 ip4:192.0.2.0/28 -all'),
  'TXT k1._domainkey.lilas.example': text('v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='),
  'TXT _dmarc.lilas.example': text('v=DMARC1; p=none'),
  'PTR 10.2.0.192.in-addr.arpa': text('mail.lilas.example'),
  'A mail.lilas.example': text('192.0.2.10'),
  'MX lilas.example': text('10 mail.lilas.example'),
};

type Findings = readonly { readonly id: MailRule; readonly outcome: string }[];

async function byNames(eml: Uint8Array, zone: Zone): Promise<Findings> {
  const answers: Zone = { ...SOUND, ...zone };
  const server = await startDnsServer((name, type) => answers[`${type} ${name.toLowerCase()}`]);
  const dns = nodeDns.open({ servers: [server.address], timeoutMs: 1500 });
  const { findings } = await lintMail(
    { mail: nodemailerFormat, askElsewhere: (sample) => askNames(dns, sample) },
    { name: 'x.eml', bytes: eml },
    NOTHING_KNOWN,
  );
  dns.close();
  await server.close();
  return findings;
}

async function byList(eml: Uint8Array, reply: DnsReply): Promise<Findings> {
  const scene = await openScene();
  try {
    await addList(scene, 'bl.example');
    scene.names.set('10.2.0.192.bl.example', reply);
    const { mail } = checksHandlers({ ...scene.test.core, mail: nodemailerFormat });
    const source = { text: new TextDecoder().decode(eml) };
    return MailCheck.parse(await result(mail({ source, names: true, bulk: false, countries: [], domains: [] }, CALL))).findings;
  } finally {
    await scene.close();
  }
}

async function findingsOf({ mail, asked, zone, list }: Case): Promise<Findings> {
  const eml = named(mail);
  if (zone !== undefined) return await byNames(eml, zone);
  if (list !== undefined) return await byList(eml, list);
  return (await lintMail({ mail: nodemailerFormat }, { name: 'x.eml', bytes: eml }, { ...NOTHING_KNOWN, ...asked })).findings;
}

const outcomesOf = (id: MailRule, findings: Findings): string[] => findings.filter((finding) => finding.id === id).map(({ outcome }) => outcome);
const rows = MAIL_RULES.flatMap((id) => OUTCOMES.map((outcome) => ({ id, outcome, given: CASES[id][outcome] })));

describe('every rule of the mail check', () => {
  it.each(rows.flatMap(({ given, ...row }) => (given === null ? [] : [{ ...row, given }])))('$id comes to $outcome', async ({ id, outcome, given }) => {
    expect(new Set(outcomesOf(id, await findingsOf(given)))).toEqual(new Set([outcome]));
  });

  it('comes to nothing else with any mail of the corpus', async () => {
    const never = new Set(rows.flatMap(({ id, outcome, given }) => (given === null ? [`${id} ${outcome}`] : [])));
    const seen: string[] = [];
    for (const { name } of mails) {
      for (const { id, outcome } of await findingsOf(at(name))) if (never.has(`${id} ${outcome}`)) seen.push(`${name}: ${id} ${outcome}`);
    }
    expect(seen).toEqual([]);
  });
});
