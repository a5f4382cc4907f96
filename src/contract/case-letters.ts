import { z } from 'zod';
import { Instant } from './common.ts';
import { TextKind } from './texts.ts';

/** Texts that belong to a case. */
export const CaseLetterKind = TextKind.extract([
  'care_request',
  'spike_warning',
  'formal_warning',
  'explanation_request',
  'repermission',
  'unblock_request',
  'delist_host',
  'delist_list',
  'recipient_unblock',
  'recipient_provider',
  'trusted_sender',
  'innocent_notice',
]);
export type CaseLetterKind = z.infer<typeof CaseLetterKind>;

/** Where a value of a letter comes from that the case itself does not hold, and when it was read there; `at` left out = it has no age. */
export const ValueOrigin = z.object({ from: z.enum(['log', 'host_mail', 'blocklist', 'panel']), at: Instant.optional() });
export type ValueOrigin = z.infer<typeof ValueOrigin>;
