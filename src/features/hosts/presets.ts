import type { PresetId } from '../../contract/hosts.ts';
import type { SectionId } from '../../contract/policies.ts';
import type { RulePack } from '../../contract/rule-pack.ts';

/** The day on which the source documents were read. */
const READ_ON = '2026-11-21';

const UNKNOWN = { state: 'unknown' } as const;

function known<T>(value: T, source: string) {
  return { state: 'known' as const, value, source, readOn: READ_ON };
}

/** What is known of a host nobody has read up on: nothing. */
const NOTHING_KNOWN: RulePack = {
  country: null,
  accountKind: UNKNOWN,
  termsUrl: null,
  bulkPolicy: UNKNOWN,
  smallMailingMax: UNKNOWN,
  maxRecipientsPerMessage: UNKNOWN,
  perHour: UNKNOWN,
  perDay: UNKNOWN,
  pacing: UNKNOWN,
  maxFailurePercent: UNKNOWN,
  fromMustMatchDomain: UNKNOWN,
  unsubscribe: UNKNOWN,
  consent: UNKNOWN,
  whitelist: UNKNOWN,
  triggers: UNKNOWN,
  suspension: UNKNOWN,
  recipientBlockDays: UNKNOWN,
  channel: UNKNOWN,
  delistByHost: UNKNOWN,
};

/**
 * The rules of five kinds of host. Only what the source documents say is known; `suspension.withoutNotice` is true only where
 * a document says so, false means that it says nothing about a warning.
 */
export const PRESETS: Readonly<Record<PresetId, RulePack>> = {
  'shared-strict': {
    ...NOTHING_KNOWN,
    accountKind: known('shared', '000-01'),
    bulkPolicy: known('tolerated_small', '000-01, 000-10'),
    unsubscribe: known('possible', '000-12'),
    consent: known('registered', '000-14'),
    triggers: known(['failures', 'deferrals', 'bounces', 'bulk', 'spike'], '000-07, 000-16, 000-25'),
    suspension: known({ scopes: ['pack', 'reseller_pack'], withoutNotice: true }, '000-07, 000-19, 000-20'),
    channel: known('client_area_ticket', '000-29'),
  },
  'shared-fr-conditions': {
    ...NOTHING_KNOWN,
    country: 'FR',
    accountKind: known('shared', '001-22'),
    bulkPolicy: known('not_intended', '001-13, 001-14'),
    maxRecipientsPerMessage: known(10, '001-16'),
    pacing: known({ count: 10, seconds: 60, contractual: false }, '001-19'),
    fromMustMatchDomain: known(true, '001-17'),
    unsubscribe: known('simple', '001-10'),
    consent: known('double_opt_in_preferred', '001-03, 001-06'),
    triggers: known(['deliverability'], '001-23'),
    suspension: known({ scopes: ['script', 'ip', 'account'], withoutNotice: false }, '001-24'),
    channel: known('client_area', '001-25'),
  },
  'enrolment-platform': {
    ...NOTHING_KNOWN,
    accountKind: known('platform', '003-01'),
    bulkPolicy: known('service_mail_only', '003-11'),
    consent: known('explicit', '003-17'),
    triggers: known(['bounces', 'complaints', 'spike'], '003-05, 003-07, 003-12'),
    suspension: known({ scopes: ['recipient'], withoutNotice: false }, '003-05, 003-08'),
    recipientBlockDays: known(90, '003-05'),
    channel: known('assistance_button', '003-14'),
  },
  'vps-ru-whitelist': {
    ...NOTHING_KNOWN,
    country: 'RU',
    accountKind: known('vps', '004-03'),
    bulkPolicy: known('whitelist_only', '004-01, 004-02'),
    unsubscribe: known('without_login', '004-16, 004-18'),
    consent: known('documented', '004-12, 004-13, 004-14'),
    whitelist: known({ possible: true, kvmOnly: true }, '004-02, 004-03'),
    triggers: known(['bulk', 'deliverability'], '004-01, 004-09'),
    suspension: known({ scopes: ['port_25'], withoutNotice: false }, '004-09'),
    channel: known('support', '004-11'),
  },
  neutral: NOTHING_KNOWN,
};

/** Source rules that a section rests on beside those its values name: reasons, definitions and duties that carry no value. */
const REASONS: Readonly<Record<PresetId, Partial<Record<SectionId, readonly string[]>>>> = {
  'shared-strict': {
    summary: ['000-18', '000-23'],
    why: ['000-02', '000-03', '000-04', '000-08', '000-09', '000-13', '000-27'],
    definitions: ['000-15', '000-24'],
    allowed: ['000-06', '000-10', '000-11'],
    conditions: ['000-11', '000-15'],
    consequences: ['000-26', '000-27'],
    alternatives: ['000-28'],
    resale: ['000-17', '000-18'],
    acceptance: ['000-21', '000-22'],
  },
  'shared-fr-conditions': {
    why: ['001-22', '001-33', '001-34'],
    definitions: ['001-01', '001-02', '001-03', '001-04', '001-05', '001-15'],
    allowed: ['001-14', '001-18', '001-19'],
    conditions: ['001-07', '001-09', '001-20'],
    alternatives: ['001-21'],
  },
  'enrolment-platform': {
    why: ['003-07', '003-08', '003-12'],
    conditions: ['003-09'],
    consequences: ['003-13'],
    if_it_happens: ['003-14', '003-15', '003-16'],
  },
  'vps-ru-whitelist': {
    why: ['004-07'],
    definitions: ['004-04', '004-05', '004-06'],
    allowed: ['004-02', '004-10'],
    conditions: ['004-15', '004-17', '004-19'],
    consequences: ['004-10'],
    alternatives: ['004-02', '004-03'],
  },
  neutral: {},
};

/** Source rules behind a section's wording, for hosts made from `preset`. */
export function reasonsOf(preset: PresetId, section: SectionId): readonly string[] {
  return REASONS[preset][section] ?? [];
}
