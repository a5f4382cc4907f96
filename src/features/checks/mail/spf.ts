import type { DnsResolver } from '../../../ports/dns.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { faultIn, isInNetwork, isSpf, type SpfTerm, spfTerms } from './records.rules.ts';

/** Questions a receiver asks for one record at most (RFC 7208, 4.6.4). */
const LOOKUP_LIMIT = 10;
/** Beyond this nobody counts on. */
const GIVE_UP = 25;

/** Questions that nobody answers, each of which takes as long as the user would wait. */
const PATIENCE = 3;

/** Walks through a record and those it includes, as a receiver does, but to the end: so that what is asked too much is counted. */
class Walk {
  lookups = 0;
  /** Whoever sends may. */
  everybody = false;
  /** Depends on the single message. */
  macro = false;
  /** A name nobody gave an answer about. */
  unanswered: string | null = null;
  /** What makes it invalid: a word that is no term, or a name it refers to that has no record, or several. */
  fault: { readonly term: string } | { readonly name: string } | null = null;
  readonly #dns: DnsResolver;
  readonly #ip: string | null;
  readonly #signal: AbortSignal | undefined;
  /** A receiver comes here: no term before decides. */
  #reached = true;
  #silent = 0;

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
    this.#miss(domain);
    return null;
  }

  /** How the first term that names the server lets it send; null = none names it. `grants` false inside of what only takes away. */
  async follow(record: string, domain: string, grants: boolean): Promise<SpfTerm['qualifier'] | null> {
    const term = faultIn(record);
    if (term !== null && this.#reached) this.fault ??= { term };
    const before = this.#reached;
    let first: SpfTerm['qualifier'] | null = null;
    const terms = spfTerms(record);
    for (const each of terms) {
      if (this.#hasEnough) break;
      if (await this.#isNamed(each, domain, grants && each.qualifier === '+')) first ??= each.qualifier;
      this.#reached &&= first === null;
    }
    const redirect = terms.find(({ name }) => name === 'redirect=');
    if (redirect !== undefined && !this.#hasEnough && terms.every(({ name }) => name !== 'all')) first ??= await this.#other(redirect.value, grants);
    this.#reached = before;
    return first;
  }

  /** Whether a term is about the server. */
  async #isNamed({ name, value, prefix }: SpfTerm, domain: string, grants: boolean): Promise<boolean> {
    const target = value === '' ? domain : value;
    if (['a', 'mx', 'ptr', 'exists'].includes(name)) this.lookups += 1;
    if (name.endsWith('=')) return false;
    if (name === 'ptr' || name === 'exists' || (target.includes('%') && name !== 'include')) this.#note({ macro: true });
    else if (name === 'all') this.everybody ||= grants;
    else if (name === 'ip4' || name === 'ip6') this.everybody ||= grants && (name === 'ip4' ? prefix.v4 : prefix.v6) === 0;
    switch (name) {
      case 'all':
        return true;
      case 'include':
        return (await this.#other(target, grants)) === '+';
      case 'ip4':
      case 'ip6':
        return this.#isIn([target], prefix);
      case 'a':
        return this.#isIn(await this.#addresses(target), prefix);
      case 'mx':
        return this.#isIn(await this.#exchanges(target), prefix);
      default:
        return false;
    }
  }

  /** What another record says of the server, as `follow`. */
  async #other(target: string, grants: boolean): Promise<SpfTerm['qualifier'] | null> {
    this.lookups += 1;
    if (target.includes('%')) {
      this.#note({ macro: true });
      return null;
    }
    const records = await this.records(target);
    const [record] = records ?? [];
    if (records !== null && records.length !== 1 && this.#reached) this.fault ??= { name: target };
    return record === undefined ? null : await this.follow(record, target, grants);
  }

  async #exchanges(target: string): Promise<readonly string[]> {
    if (this.#ip === null || target.includes('%')) return [];
    const answer = await this.#dns.mx(target, this.#signal);
    if (answer.kind !== 'found') {
      if (answer.kind !== 'none') this.#miss(target);
      return [];
    }
    const all: string[] = [];
    for (const { exchange } of answer.values.slice(0, 10)) if (!this.#hasEnough) all.push(...(await this.#addresses(exchange)));
    return all;
  }

  async #addresses(name: string): Promise<readonly string[]> {
    if (this.#ip === null || name.includes('%')) return [];
    const answer = await (this.#ip.includes(':') ? this.#dns.aaaa(name, this.#signal) : this.#dns.a(name, this.#signal));
    if (answer.kind === 'found') return answer.values;
    if (answer.kind !== 'none') this.#miss(name);
    return [];
  }

  get #hasEnough(): boolean {
    return this.lookups > GIVE_UP || this.#silent >= PATIENCE;
  }

  #miss(name: string): void {
    this.#silent += 1;
    this.#note({ unanswered: name });
  }

  /** What nobody can know leaves only that open which a receiver comes to. */
  #note({ macro = false, unanswered }: { readonly macro?: boolean; readonly unanswered?: string }): void {
    if (!this.#reached) return;
    this.macro ||= macro;
    this.unanswered ??= unanswered ?? null;
  }

  #isIn(networks: readonly string[], prefix: SpfTerm['prefix']): boolean {
    const ip = this.#ip;
    return ip !== null && networks.some((network) => isInNetwork(ip, network, prefix));
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
  const evidence = record;
  const decided = await walk.follow(record, domain, true);
  const { everybody, lookups, fault, unanswered, macro } = walk;
  if (everybody) return failed('D01.everybody', { facts: { domain }, evidence });
  if (lookups > LOOKUP_LIMIT) return failed('D01.lookups', { facts: { domain, count: lookups }, evidence });
  if (fault !== null) return failed('term' in fault ? 'D01.broken' : 'D01.target', { facts: { domain, ...fault }, evidence });
  if (ip === null) return unknown('D01.noAddress', { facts: { domain }, evidence });
  if (decided === '+') return passed('D01.ok', { facts: { domain }, evidence });
  if (unanswered !== null) return unknown('noAnswer', { facts: { name: unanswered } });
  return macro ? unknown('D01.macro', { facts: { domain }, evidence }) : failed('D01.ip', { facts: { domain, ip }, evidence });
}
