import { z } from 'zod';
import type { KeptLimit } from '../shared/panels.ts';

const KeptLimits = z.array(
  z.object({
    count: z.number(),
    seconds: z.number(),
    scope: z.enum(['mailbox', 'domain', 'account']),
    source: z.enum(['set', 'observed']),
    at: z.number().default(0),
  }),
);

/** Limits of an account as they are kept in `hosted_account.limits`. */
export function parseLimits(stored: string): KeptLimit[] {
  return KeptLimits.parse(JSON.parse(stored));
}
