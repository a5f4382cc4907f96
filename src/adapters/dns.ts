import { Resolver } from 'node:dns/promises';
import type { Dns, DnsAnswer, DnsResolver, ResolverChoice } from '../ports/dns.ts';
import { AppError } from '../shared/app-error.ts';
import { parseIp, reverseLabels } from '../shared/ip.ts';
import { singleLine } from '../shared/text.ts';

const VALUE_LIMIT = 4096;
const VALUES_LIMIT = 100;
/** The first try gets a third of the time, the second, which waits twice as long, the rest. */
const TRIES = 2;

/** Name servers asked by Node's own resolver, never the hosts file. */
export const nodeDns: Dns = { open: (choice) => new NodeResolver(choice) };

type Found<T> = Omit<Extract<DnsAnswer<T>, { kind: 'found' }>, 'kind'>;

class NodeResolver implements DnsResolver {
  readonly #resolver: Resolver;
  readonly #timeoutMs: number;
  /** What gives up each question that is under way; a list is asked thousands, for which signals made of signals cost more than the questions. */
  readonly #underWay = new Set<() => void>();
  #closed = false;

  constructor({ servers, timeoutMs }: ResolverChoice) {
    this.#resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 3)), tries: TRIES });
    if (servers !== null) this.#resolver.setServers(servers);
    this.#timeoutMs = timeoutMs;
  }

  a(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>> {
    return this.#ask(name, signal, async () => addresses(await this.#resolver.resolve4(name, { ttl: true })));
  }

  aaaa(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>> {
    return this.#ask(name, signal, async () => addresses(await this.#resolver.resolve6(name, { ttl: true })));
  }

  txt(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>> {
    return this.#ask(name, signal, async () => ({ values: (await this.#resolver.resolveTxt(name)).map((parts) => clean(decoded(parts.join('')))), ttl: null }));
  }

  mx(name: string, signal?: AbortSignal): Promise<DnsAnswer<{ exchange: string; priority: number }>> {
    return this.#ask(name, signal, async () => {
      const found = await this.#resolver.resolveMx(name);
      const values = found.map(({ exchange, priority }) => ({ exchange: clean(exchange), priority })).sort((one, other) => one.priority - other.priority);
      return { values, ttl: null };
    });
  }

  async ptr(address: string, signal?: AbortSignal): Promise<DnsAnswer<string>> {
    const ip = parseIp(address);
    if (ip === null) return { kind: 'failed', reason: 'bad_name' };
    const name = `${reverseLabels(ip)}.${ip.family === 4 ? 'in-addr' : 'ip6'}.arpa`;
    return await this.#ask(name, signal, async () => ({ values: (await this.#resolver.resolvePtr(name)).map(clean), ttl: null }));
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#underWay) cancel();
    this.#resolver.cancel();
  }

  async #ask<T>(name: string, signal: AbortSignal | undefined, question: () => Promise<Found<T>>): Promise<DnsAnswer<T>> {
    if (!mayBeAsked(name)) return { kind: 'failed', reason: 'bad_name' };
    if (this.#closed || signal?.aborted === true) throw new AppError('cancelled', {});
    const { promise, resolve, reject } = Promise.withResolvers<DnsAnswer<T>>();
    const late = setTimeout(() => resolve({ kind: 'failed', reason: 'timeout' }), this.#timeoutMs);
    const cancel = (): void => reject(new AppError('cancelled', {}));
    signal?.addEventListener('abort', cancel);
    this.#underWay.add(cancel);
    answered(question).then(resolve, reject);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', cancel);
      this.#underWay.delete(cancel);
    }
  }
}

async function answered<T>(question: () => Promise<Found<T>>): Promise<DnsAnswer<T>> {
  try {
    const { values, ttl } = await question();
    return { kind: 'found', values: values.slice(0, VALUES_LIMIT), ttl };
  } catch (error) {
    return ANSWERS[codeOf(error)] ?? { kind: 'failed', reason: 'servfail' };
  }
}

/** Codes of the resolver (c-ares). What is not here is an answer that cannot be read or that tells of a fault of the server. */
const ANSWERS: Readonly<Record<string, DnsAnswer<never>>> = {
  ENOTFOUND: { kind: 'none' },
  ENODATA: { kind: 'none' },
  EREFUSED: { kind: 'refused' },
  ENOTIMP: { kind: 'refused' },
  ETIMEOUT: { kind: 'failed', reason: 'timeout' },
  ECONNREFUSED: { kind: 'failed', reason: 'network' },
  ENOSERVER: { kind: 'failed', reason: 'network' },
  ECANCELLED: { kind: 'failed', reason: 'timeout' },
  EBADNAME: { kind: 'failed', reason: 'bad_name' },
};

function addresses(records: readonly { readonly address: string; readonly ttl: number }[]): Found<string> {
  const ttls = records.map(({ ttl }) => ttl);
  return { values: records.map(({ address }) => address), ttl: ttls.length === 0 ? null : Math.min(...ttls) };
}

/** Letters, digits, hyphens and underscores in labels of 1 to 63, at most 253 characters in all: what host names, policies and keys are published under. */
function mayBeAsked(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/i.test(name);
}

/** The resolver gives bytes one by one as characters; texts in DNS are UTF-8 where they are more than ASCII. */
function decoded(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

const clean = (text: string): string => singleLine(text.slice(0, VALUE_LIMIT * 2)).slice(0, VALUE_LIMIT);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
