import type { TextKind } from '../../../../contract/texts.ts';
import type { Sections } from '../section.rules.ts';
import { careRequest } from './care.rules.ts';
import { delistHost, delistList } from './delist.rules.ts';
import { explanationRequest } from './explanation.rules.ts';
import { formalWarning } from './formal.rules.ts';
import { innocentNotice } from './innocent.rules.ts';
import { recipientProvider } from './provider.rules.ts';
import { recipientUnblock } from './recipient.rules.ts';
import { reminder } from './reminder.rules.ts';
import { repermission } from './repermission.rules.ts';
import { spikeWarning } from './spike.rules.ts';
import { trustedSender } from './trusted.rules.ts';
import { unblockRequest } from './unblock.rules.ts';
import { whitelistApplication } from './whitelist.rules.ts';

/** The texts that belong to a case, and the reminder. */
export const letters: { readonly [K in Exclude<TextKind, 'notice'>]: Sections<K> } = {
  reminder,
  spike_warning: spikeWarning,
  care_request: careRequest,
  formal_warning: formalWarning,
  explanation_request: explanationRequest,
  repermission,
  unblock_request: unblockRequest,
  delist_host: delistHost,
  delist_list: delistList,
  whitelist_application: whitelistApplication,
  recipient_unblock: recipientUnblock,
  recipient_provider: recipientProvider,
  trusted_sender: trustedSender,
  innocent_notice: innocentNotice,
};
