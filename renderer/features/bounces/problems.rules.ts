import type { BounceRow, Suppression } from '../../../src/contract/bounces.ts';
import { DAY_MS } from '../../../src/shared/durations.ts';

/** A failure that blocked nothing is old news after this time. */
const RECENT_MS = 90 * DAY_MS;

/** One address of a client: the last thing that was said of it, and what blocks it now. */
export interface Problem {
  readonly address: string;
  readonly last: BounceRow | undefined;
  readonly block: Suppression | undefined;
}

interface Known {
  /** Addresses of the contacts that are valid now. */
  readonly addresses: readonly string[];
  /** Newest first. */
  readonly returned: readonly BounceRow[];
  /** In force. */
  readonly blocks: readonly Suppression[];
  readonly now: number;
}

/** The addresses of a client that need somebody: a corrected address is none of them any more, nor a failure of long ago. */
export function problemsOf({ addresses, returned, blocks, now }: Known): Problem[] {
  return addresses.flatMap((address) => {
    const block = blocks.find((each) => blocksAddress(each, address));
    const last = returned.find((row) => row.address.toLowerCase() === address.toLowerCase());
    const isRecent = last !== undefined && now - Date.parse(last.at) < RECENT_MS;
    return block === undefined && !isRecent ? [] : [{ address, last: block !== undefined || isRecent ? last : undefined, block }];
  });
}

/** Whether any address may be written to. A client without addresses is another matter. */
export function isReachable(addresses: readonly string[], blocks: readonly Suppression[]): boolean {
  return addresses.length === 0 || addresses.some((address) => !blocks.some((block) => blocksAddress(block, address)));
}

/** Whether a block concerns an address: the address itself, or its domain. */
export function blocksAddress({ scope, value }: Pick<Suppression, 'scope' | 'value'>, address: string): boolean {
  const [blocked, written] = [value.toLowerCase(), address.toLowerCase()];
  return scope === 'address' ? written === blocked : written.endsWith(`@${blocked}`);
}
