/** Which servers are asked, and how long. */
export interface ResolverChoice {
  /** Addresses, with `:port` where it is not 53 (`192.0.2.1:5353`, `[2001:db8::1]:53`); null = those the system uses. */
  readonly servers: readonly string[] | null;
  /** Milliseconds until an answer counts as `timeout`, all tries together. */
  readonly timeoutMs: number;
}

/**
 * What a name server answered. `none`: the name does not exist, or has no such record. `refused`: the server does not answer this question to us.
 * `failed`: nobody knows; `bad_name` = not a name that may be asked for (odd characters, too long), nothing was sent.
 */
export type DnsAnswer<T> =
  | { readonly kind: 'found'; readonly values: readonly T[] /** Seconds; null = not told. */; readonly ttl: number | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'servfail' | 'network' | 'bad_name' };

/**
 * Asks name servers. Answers come from strangers: texts are one line without control characters, at most 4096 characters and 100 of them.
 * Every question throws `cancelled` when `signal` is aborted or the resolver closed, and nothing else.
 */
export interface DnsResolver {
  /** IPv4 addresses. */
  a(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>>;
  /** IPv6 addresses. */
  aaaa(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>>;
  /** Each text with its parts joined. */
  txt(name: string, signal?: AbortSignal): Promise<DnsAnswer<string>>;
  /** By priority. */
  mx(name: string, signal?: AbortSignal): Promise<DnsAnswer<{ readonly exchange: string; readonly priority: number }>>;
  /** Names of an IPv4 or IPv6 address. */
  ptr(address: string, signal?: AbortSignal): Promise<DnsAnswer<string>>;
  /** Gives up what is under way. */
  close(): void;
}

export interface Dns {
  open(choice: ResolverChoice): DnsResolver;
}
