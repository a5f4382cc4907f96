import type { PresetId } from '../../contract/hosts.ts';
import type { OwnRules, RulePack, Sanction } from '../../contract/rule-pack.ts';

/** The day on which the source documents were read. */
const READ_ON = '2026-11-21';

const UNKNOWN = { state: 'unknown' } as const;

function known<T>(value: T, source: string) {
  return { state: 'known' as const, value, source, readOn: READ_ON };
}

/** Ids of a family, such as 003-03 to 003-17, without those left out. */
function ids(family: string, [first, last]: readonly [number, number], leftOut: readonly string[] = []): string[] {
  const all = Array.from({ length: last - first + 1 }, (_, index) => `${family}-${String(first + index).padStart(2, '0')}`);
  return all.filter((id) => !leftOut.includes(id));
}

/** A block of which the document says no more than what is blocked. */
function stops(scope: Sanction['scope'], warning: Sanction['warning'] = 'unstated'): Sanction {
  return { scope, warning, warningHours: null, liftsAfterHours: null };
}

/** No rule of the reseller's own. */
export const NO_OWN_RULES: OwnRules = {
  smallMailingMax: null,
  maxRecipientsPerMessage: null,
  limits: [],
  pacing: null,
  maxFailurePercent: null,
  unsubscribe: null,
  maxSilenceMonths: null,
};

/** What is known of a host nobody has read up on: nothing. */
const NOTHING_KNOWN: RulePack = {
  country: UNKNOWN,
  languages: UNKNOWN,
  accountKind: UNKNOWN,
  termsUrl: UNKNOWN,
  termsClause: UNKNOWN,
  bulkPolicy: UNKNOWN,
  smallMailingMax: UNKNOWN,
  maxRecipientsPerMessage: UNKNOWN,
  limits: UNKNOWN,
  pacing: UNKNOWN,
  maxFailurePercent: UNKNOWN,
  fromMustMatchDomain: UNKNOWN,
  automation: UNKNOWN,
  duplicates: UNKNOWN,
  reasonInMail: UNKNOWN,
  unsubscribe: UNKNOWN,
  consent: UNKNOWN,
  whitelist: UNKNOWN,
  triggers: UNKNOWN,
  sanctions: UNKNOWN,
  recipientBlockDays: UNKNOWN,
  channels: UNKNOWN,
  unblockSteps: UNKNOWN,
  delisting: UNKNOWN,
  platforms: UNKNOWN,
  logRetentionDays: UNKNOWN,
  statements: [],
  quotes: [],
};

/** Forbids mass mailing, tolerates a small one to people who signed up, suspends without notice. Names no figure and, as captured, no platform. */
const SHARED_STRICT: RulePack = {
  ...NOTHING_KNOWN,
  accountKind: known('shared', '000-01'),
  bulkPolicy: known('tolerated_small', '000-01, 000-10'),
  unsubscribe: known('possible', '000-12'),
  consent: known('registered', '000-14, 000-15'),
  triggers: known(['failures', 'deferrals', 'bounces', 'bulk', 'spike'], '000-07, 000-16, 000-25'),
  sanctions: known([stops('pack', 'none'), stops('reseller_pack', 'none')], '000-07, 000-16, 000-19, 000-20'),
  channels: known(
    [
      { purpose: 'questions', channel: 'client_area_ticket', address: '' },
      { purpose: 'unblock', channel: 'client_area_ticket', address: '' },
    ],
    '000-29',
  ),
  unblockSteps: known(['000-29'], '000-29'),
  statements: ids('000', [1, 29]),
};

/** Personal mail only, within conditions. Servers of access providers and an old share of spam, which it also names, are not passed on. */
const SHARED_FR_CONDITIONS: RulePack = {
  ...NOTHING_KNOWN,
  country: known('FR', '001-08'),
  languages: known(['fr'], '001-08'),
  accountKind: known('shared', '001-22'),
  bulkPolicy: known('not_intended', '001-13, 001-14'),
  maxRecipientsPerMessage: known(10, '001-16'),
  pacing: known({ count: 10, seconds: 60, contractual: false }, '001-19'),
  fromMustMatchDomain: known(true, '001-17'),
  automation: known('paced', '001-18, 001-19'),
  duplicates: known('forbidden', '001-20'),
  reasonInMail: known(true, '001-09'),
  unsubscribe: known('simple', '001-10'),
  consent: known('double_opt_in_preferred', '001-03, 001-06'),
  triggers: known(['deliverability'], '001-23'),
  sanctions: known([stops('script'), stops('ip'), stops('account')], '001-24'),
  channels: known([{ purpose: 'unblock', channel: 'client_area', address: '' }], '001-25'),
  unblockSteps: known(['001-25'], '001-25'),
  statements: ids('001', [1, 34], ['001-12', '001-26']),
};

/** Administrative mail through a mail provider; a recipient who failed for good is blocked. How much mail leaves in a year is no rule. */
const ENROLMENT_PLATFORM: RulePack = {
  ...NOTHING_KNOWN,
  accountKind: known('platform', '003-11'),
  bulkPolicy: known('service_mail_only', '003-11'),
  consent: known('explicit', '003-16, 003-17'),
  triggers: known(['bounces', 'complaints', 'spike'], '003-05, 003-07, 003-12'),
  sanctions: known([stops('recipient')], '003-05, 003-08'),
  recipientBlockDays: known(90, '003-05'),
  channels: known(
    [
      { purpose: 'recipient', channel: 'assistance_button', address: '' },
      { purpose: 'unblock', channel: 'assistance_button', address: '' },
    ],
    '003-14',
  ),
  unblockSteps: known(['003-14', '003-15', '003-16'], '003-14, 003-15, 003-16'),
  statements: ids('003', [3, 17]),
};

/** Mass mailing is blocked unless approved beforehand, which is possible on one kind of server only. */
const VPS_RU_WHITELIST: RulePack = {
  ...NOTHING_KNOWN,
  country: known('RU', '004-19'),
  languages: known(['ru'], '004-19'),
  accountKind: known('vps', '004-03'),
  bulkPolicy: known('whitelist_only', '004-01, 004-02'),
  unsubscribe: known('without_login', '004-16, 004-18'),
  consent: known('documented', '004-12, 004-13, 004-14'),
  whitelist: known(
    {
      possible: true,
      servers: ['kvm'],
      evidence: [
        'consent_wording',
        'subscription_form',
        'registration_form',
        'rules_extract',
        'sample_source',
        'sample_screenshot',
        'unsubscribe_page',
        'no_login',
      ],
    },
    '004-02, 004-03, 004-12, 004-13, 004-14, 004-15, 004-16, 004-17, 004-18',
  ),
  triggers: known(['bulk', 'deliverability'], '004-01, 004-09'),
  sanctions: known([stops('port_25')], '004-09'),
  channels: known(
    [
      { purpose: 'whitelist', channel: 'support', address: '' },
      { purpose: 'unblock', channel: 'support', address: '' },
    ],
    '004-11',
  ),
  statements: ids('004', [1, 20]),
};

/** The rules of five kinds of host. Only what the source documents say is known. */
export const PRESETS: Readonly<Record<PresetId, RulePack>> = {
  'shared-strict': SHARED_STRICT,
  'shared-fr-conditions': SHARED_FR_CONDITIONS,
  'enrolment-platform': ENROLMENT_PLATFORM,
  'vps-ru-whitelist': VPS_RU_WHITELIST,
  neutral: NOTHING_KNOWN,
};
