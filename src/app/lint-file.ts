import { type Host, PresetId } from '../contract/hosts.ts';
import { effectiveLimits, NO_OWN_RULES, type Owned, PRESETS } from '../features/hosts/index.ts';

/** What shells may do without a data folder: check a saved mail. */
export { askNames, lintMail, type MailVerdict, NOTHING_KNOWN, type Question } from '../features/checks/index.ts';

/** How many recipients one message may have; null = nobody said. */
export type MaxRecipients = Owned<number> | null;

/** What a preset of rules says of it; undefined = there is no such preset. */
export function presetRecipients(id: string): MaxRecipients | undefined {
  const preset = PresetId.safeParse(id);
  return preset.success ? effectiveLimits(PRESETS[preset.data], NO_OWN_RULES).maxRecipientsPerMessage : undefined;
}

/** What a host of the data folder says of it, or the reseller's own rule where that is stricter. */
export function hostRecipients({ rules, own }: Pick<Host, 'rules' | 'own'>): MaxRecipients {
  return effectiveLimits(rules, own).maxRecipientsPerMessage;
}
