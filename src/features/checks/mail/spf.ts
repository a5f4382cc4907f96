import type { DnsResolver } from '../../../ports/dns.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { isInNetwork, isSpf, type SpfTerm, spfTerms } from './records.rules.ts';

/** Questions a receiver asks for one record at most (RFC 7208, 4.6.4). */
const LOOKUP_LIMIT = 10;
/** Beyond this nobody counts on. */
const GIVE_UP = 25;

/** Walks through a record and those it includes, as a receiver does, but to the end: so that what is asked too much is counted. */
class Walk {
  lookups = 0;
  matched = false;
  /** Depends on the single message. */
  macro = false;
  /** A name nobody gave an answer about. */
  unanswered: string | null = null;
  readonly #dns: DnsResolver;
  readonly #ip: string | null;
  readonly #signal: AbortSignal | undefined;

  constructor(dns: DnsResolver, ip: string | null, signal: AbortSignal | undefined) {
    this.#dns = dns;
    this.#ip = ip;
    this.#signal = signal;
  }

  /** The SPF records of a name; null when nobody answered. */
  async records(domain: string): Promise<string[] | null> {
    const answer = await this.#dns.txt(domain, this.#signal);
    if (answer.kind === 'none') return [];
    if (answer.kind === 'found') return answer.values.filter(isSpf);
    this.unanswered ??= domain;
    return null;
  }

  /** What one record lets send; `grants` false inside of what only takes away. */
  async follow(record: string, domain: string, grants: boolean): Promise<void> {
    const terms = spfTerms(record);
    for (const term of terms) if (this.lookups <= GIVE_UP) await this.#term(term, domain, grants);
    const redirect = terms.find(({ name }) => name === 'redirect');
    if (redirect !== undefined && terms.every(({ name }) => name !== 'all')) await this.#include(redirect.value, grants);
  }

  async #term({ qualifier, name, value, prefix }: SpfTerm, domain: string, around: boolean): Promise<void> {
    const grants = around && qualifier === '+';
    const target = value === '' ? domain : value;
    if (['a', 'mx', 'ptr', 'exists'].includes(name)) this.lookups += 1;
    if (target.includes('%')) this.macro = true;
    else if (name === 'include') await this.#include(target, grants);
    else if (name === 'ip4' || name === 'ip6') this.#match(grants, [target], prefix);
    else if (name === 'a') this.#match(grants, await this.#addresses(target), prefix);
    else if (name === 'mx') await this.#mx(target, { grants, prefix });
    else if (name === 'ptr' || name === 'exists') this.macro = true;
  }

  async #include(target: string, grants: boolean): Promise<void> {
    this.lookups += 1;
    if (target.includes('%')) {
      this.macro = true;
      return;
    }
    const [record] = (await this.records(target)) ?? [];
    if (record !== undefined) await this.follow(record, target, grants);
  }

  async #mx(target: string, { grants, prefix }: { readonly grants: boolean; readonly prefix: SpfTerm['prefix'] }): Promise<void> {
    if (this.#ip === null || this.matched) return;
    const answer = await this.#dns.mx(target, this.#signal);
    if (answer.kind === 'found') for (const { exchange } of answer.values.slice(0, 10)) this.#match(grants, await this.#addresses(exchange), prefix);
    else if (answer.kind !== 'none') this.unanswered ??= target;
  }

  async #addresses(name: string): Promise<readonly string[]> {
    if (this.#ip === null || this.matched) return [];
    const answer = await (this.#ip.includes(':') ? this.#dns.aaaa(name, this.#signal) : this.#dns.a(name, this.#signal));
    if (answer.kind === 'found') return answer.values;
    if (answer.kind !== 'none') this.unanswered ??= name;
    return [];
  }

  #match(grants: boolean, networks: readonly string[], prefix: SpfTerm['prefix']): void {
    const ip = this.#ip;
    if (grants && ip !== null && networks.some((network) => isInNetwork(ip, network, prefix))) this.matched = true;
  }
}

/** D01: one record, that a receiver can evaluate, that names the sending server, and not everybody. */
export async function spfOf(dns: DnsResolver, about: { readonly domain: string; readonly ip: string | null }, signal?: AbortSignal): Promise<Outcome> {
  const { domain, ip } = about;
  const walk = new Walk(dns, ip, signal);
  const records = await walk.records(domain);
  if (records === null) return unknown('noAnswer', { facts: { name: domain } });
  const [record] = records;
  if (record === undefined) return failed('D01.none', { facts: { domain } });
  if (records.length > 1) return failed('D01.several', { facts: { domain, count: records.length }, evidence: records.join(' · ') });
  if (spfTerms(record).some(({ name, qualifier }) => name === 'all' && qualifier === '+'))
    return failed('D01.everybody', { facts: { domain }, evidence: record });
  await walk.follow(record, domain, true);
  if (walk.lookups > LOOKUP_LIMIT) return failed('D01.lookups', { facts: { domain, count: walk.lookups }, evidence: record });
  if (ip === null) return unknown('D01.noAddress', { facts: { domain }, evidence: record });
  if (walk.matched) return passed('D01.ok', { facts: { domain }, evidence: record });
  if (walk.unanswered !== null) return unknown('noAnswer', { facts: { name: walk.unanswered } });
  return walk.macro ? unknown('D01.macro', { facts: { domain }, evidence: record }) : failed('D01.ip', { facts: { domain, ip }, evidence: record });
}
