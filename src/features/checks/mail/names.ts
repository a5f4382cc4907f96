import type { DnsResolver } from '../../../ports/dns.ts';
import { parseIp } from '../../../shared/ip.ts';
import { organisationOf } from '../../../shared/organisation.ts';
import { tagsIn } from './header.rules.ts';
import { isAligned } from './known-domains.rules.ts';
import type { AskedElsewhere } from './lint.rules.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { rsaBits } from './records.rules.ts';
import { type Sample, shown } from './sample.rules.ts';
import { spfOf } from './spf.ts';

const SHORTEST_KEY = 1024;
/** Names of an address that are followed back. */
const NAMES = 5;

/** What name servers are asked about: of a mail, or of a sender who has not sent one yet. */
export type AskedSender = Pick<Sample, 'fromDomain' | 'envelope' | 'sendingAddress' | 'signatures'>;

/** Asks name servers what D01 to D05 need. Who asks discloses the domains and the address to the servers that are asked. */
export async function askNames(dns: DnsResolver, sample: AskedSender, signal?: AbortSignal): Promise<AskedElsewhere> {
  const { fromDomain: domain, envelope, sendingAddress: ip } = sample;
  const sender = envelope === null || envelope === '' ? domain : envelope;
  const nobody = unknown('noDomain');
  const [spf, key, policy, name, inbox] = await Promise.all([
    sender === '' ? nobody : spfOf(dns, { domain: sender, ip }, signal),
    keyOf(dns, sample, signal),
    domain === '' ? nobody : policyOf(dns, domain, signal),
    ip === null ? unknown('noAddress') : nameOf(dns, ip, signal),
    domain === '' ? nobody : inboxOf(dns, domain, signal),
  ]);
  return { D01: [spf], D02: [key], D03: [policy], D04: [name], D05: [inbox] };
}

function noAnswer(name: string): Outcome {
  return unknown('noAnswer', { facts: { name } });
}

/** D02: the key the signature names is published, and long enough. */
async function keyOf(dns: DnsResolver, { signatures, fromDomain }: AskedSender, signal: AbortSignal | undefined): Promise<Outcome> {
  const signature = signatures.find((each) => isAligned(each.domain, fromDomain)) ?? signatures[0];
  if (signature === undefined || signature.selector === '') return unknown('D02.unsigned');
  const { domain, selector } = signature;
  const name = `${selector}._domainkey.${domain}`;
  const answer = await dns.txt(name, signal);
  if (answer.kind === 'none') return failed('D02.none', { facts: { name } });
  if (answer.kind !== 'found') return noAnswer(name);
  const record = answer.values.find((text) => tagsIn(text).has('p'));
  const tags = tagsIn(record ?? '');
  const key = tags.get('p');
  const evidence = shown(record ?? answer.values[0] ?? '');
  if (key === undefined) return failed('D02.none', { facts: { name }, evidence });
  if (key === '') return failed('D02.revoked', { facts: { name }, evidence });
  // A key of this kind is always of 256 bits, which is enough for it (RFC 8463).
  if (tags.get('k')?.toLowerCase() === 'ed25519') return passed('D02.ok', { facts: { domain, bits: 256 }, evidence });
  const bits = rsaBits(key);
  if (bits === null) return unknown('D02.unread', { facts: { name }, evidence });
  return bits < SHORTEST_KEY ? failed('D02.short', { facts: { domain, bits }, evidence }) : passed('D02.ok', { facts: { domain, bits }, evidence });
}

/** D03: a policy for the domain, or for the organisation it belongs to. */
async function policyOf(dns: DnsResolver, domain: string, signal: AbortSignal | undefined): Promise<Outcome> {
  for (const each of new Set([domain, organisationOf(domain)])) {
    const name = `_dmarc.${each}`;
    const answer = await dns.txt(name, signal);
    if (answer.kind === 'refused' || answer.kind === 'failed') return noAnswer(name);
    const records = answer.kind === 'found' ? answer.values.filter((text) => /^\s*v\s*=\s*DMARC1\s*(;|$)/i.test(text)) : [];
    const [record] = records;
    if (record === undefined) continue;
    const tags = tagsIn(record);
    const isInherited = each !== domain;
    // Domains below the organisation's own have the policy that it names for them (RFC 7489, 6.3 and 6.6.3).
    const policies = ['p', ...(isInherited && tags.has('sp') ? ['sp'] : [])].map((tag) => tags.get(tag)?.toLowerCase() ?? '');
    const facts = { domain: each, name: domain, count: records.length, policy: policies.at(-1) ?? '' };
    if (records.length > 1) return failed('D03.several', { facts, evidence: shown(records.join(' · ')) });
    const known = policies.every((policy) => ['none', 'quarantine', 'reject'].includes(policy));
    return known ? passed(isInherited ? 'D03.below' : 'D03.ok', { facts, evidence: shown(record) }) : failed('D03.policy', { facts, evidence: shown(record) });
  }
  return failed('D03.none', { facts: { domain } });
}

/** D04: the sending server has a name that leads back to its address. */
async function nameOf(dns: DnsResolver, ip: string, signal: AbortSignal | undefined): Promise<Outcome> {
  const answer = await dns.ptr(ip, signal);
  if (answer.kind === 'none') return failed('D04.none', { facts: { ip } });
  if (answer.kind !== 'found') return noAnswer(ip);
  const isV6 = ip.includes(':');
  for (const name of answer.values.slice(0, NAMES)) {
    const back = await (isV6 ? dns.aaaa(name, signal) : dns.a(name, signal));
    if (back.kind === 'failed' || back.kind === 'refused') return noAnswer(name);
    const here = parseIp(ip)?.text;
    if (back.kind === 'found' && back.values.some((value) => parseIp(value)?.text === here)) return passed('D04.ok', { facts: { ip, name } });
  }
  return failed('D04.unconfirmed', { facts: { ip, name: answer.values[0] ?? '' } });
}

/** D05: somebody can answer. A domain that says by its MX that it takes no mail (RFC 7505) takes none. */
async function inboxOf(dns: DnsResolver, domain: string, signal: AbortSignal | undefined): Promise<Outcome> {
  const mx = await dns.mx(domain, signal);
  if (mx.kind === 'failed' || mx.kind === 'refused') return noAnswer(domain);
  if (mx.kind === 'found') {
    const refuses = mx.values.every(({ exchange }) => exchange === '' || exchange === '.');
    return refuses ? failed('D05.none', { facts: { domain } }) : passed('D05.ok', { facts: { domain } });
  }
  const answers = await Promise.all([dns.a(domain, signal), dns.aaaa(domain, signal)]);
  if (answers.some(({ kind }) => kind === 'found')) return passed('D05.ok', { facts: { domain } });
  return answers.every(({ kind }) => kind === 'none') ? failed('D05.none', { facts: { domain } }) : noAnswer(domain);
}
