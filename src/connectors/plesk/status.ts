import type { Lifter } from '../../shared/panels.ts';

/** Bits of a status (node get/gen_info of a site or subscription): 272 is 256 and 16. */
const BIT = { suspended: 1, parent: 2, web: 8, administrator: 16, reseller: 32, customer: 64, expired: 256 } as const;
const STOPPED = BIT.suspended | BIT.parent | BIT.administrator | BIT.reseller | BIT.customer | BIT.expired;

export interface PleskState {
  readonly suspended: boolean;
  readonly lifter: Lifter;
  /** Through its owner, who is suspended. */
  readonly byOwner: boolean;
}

/**
 * What a status says, and who may lift it. Mail goes on when only the web service is off. What the administrator did only he can undo, whatever else is set too;
 * a backup or its restoring (4) ends by itself, mostly in minutes, and is no suspension; who suspended an owner is not in the status of what he owns.
 */
export function stateOf(status: number): PleskState {
  const has = (bit: number): boolean => (status & bit) !== 0;
  return { suspended: has(STOPPED), lifter: has(STOPPED) ? lifterOf(has) : 'unknown', byOwner: has(BIT.parent) };
}

function lifterOf(has: (bit: number) => boolean): Lifter {
  if (has(BIT.administrator)) return 'host';
  if (has(BIT.parent) || has(BIT.suspended)) return 'unknown';
  // The reseller sets the day on which a subscription of his ends.
  if (has(BIT.reseller) || has(BIT.expired)) return 'reseller';
  return 'client';
}
