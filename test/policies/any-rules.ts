import fc from 'fast-check';
import {
  BulkPolicy,
  Channel,
  ChannelPurpose,
  type Limit,
  type OwnRules,
  type RulePack,
  ServerKind,
  SuspensionScope,
  Trigger,
  WhitelistEvidence,
} from '../../src/contract/rule-pack.ts';
import { PolicyTerms } from '../../src/contract/texts.ts';
import type { DraftSource } from '../../src/features/policies/texts/index.ts';

export const NO_TERMS = PolicyTerms.parse({});

/** A value of a rule pack: known or not. */
function dated<T>(value: fc.Arbitrary<T>) {
  const known = value.map((each) => ({ state: 'known' as const, value: each, source: '000-16', readOn: null }));
  return fc.oneof(known, fc.constant({ state: 'unknown' as const }));
}

const COUNT = fc.integer({ min: 1, max: 2_000_000 });
const WORDS = fc.constantFrom('Mailing A', 'clause seven', 'Fill in the form', '<b>&amp; «quoted»', 'текст');
const SECONDS = fc.constantFrom(1, 60, 90, 600, 3600, 43_200, 86_400, 604_800);
const RATE = fc.record({ count: COUNT, seconds: SECONDS, contractual: fc.boolean() });
const LIMITS: fc.Arbitrary<Limit[]> = fc.array(
  fc.record({
    count: COUNT,
    seconds: SECONDS,
    contractual: fc.boolean(),
    counts: fc.constantFrom('messages' as const, 'recipients' as const, 'failures' as const),
    scope: fc.constantFrom('mailbox' as const, 'domain' as const, 'account' as const, 'script' as const, 'pack' as const, 'ip' as const),
  }),
  { maxLength: 4 },
);
const SANCTION = fc.record({
  scope: fc.constantFrom(...SuspensionScope.options),
  warning: fc.constantFrom('none' as const, 'given' as const, 'unstated' as const),
  warningHours: fc.option(COUNT),
  liftsAfterHours: fc.option(COUNT),
});
const CHANNEL = fc.record({
  purpose: fc.constantFrom(...ChannelPurpose.options),
  channel: fc.constantFrom(...Channel.options),
  address: fc.constantFrom('', 'abuse@host.example', 'https://host.example/form'),
});

/** Any rules a host can have. */
export const anyRules: fc.Arbitrary<RulePack> = fc.record({
  country: dated(fc.constantFrom('FR', 'RU')),
  languages: dated(fc.constant(['fr'])),
  accountKind: dated(fc.constantFrom('shared' as const, 'platform' as const, 'vps' as const)),
  termsUrl: dated(fc.constant('https://host.example/terms')),
  termsClause: dated(WORDS),
  bulkPolicy: dated(fc.constantFrom(...BulkPolicy.options)),
  smallMailingMax: dated(COUNT),
  maxRecipientsPerMessage: dated(COUNT),
  limits: dated(LIMITS),
  pacing: dated(RATE),
  maxFailurePercent: dated(fc.integer({ min: 0, max: 100 })),
  fromMustMatchDomain: dated(fc.boolean()),
  automation: dated(fc.constantFrom('forbidden' as const, 'paced' as const, 'allowed' as const)),
  duplicates: dated(fc.constantFrom('forbidden' as const, 'allowed' as const)),
  reasonInMail: dated(fc.boolean()),
  unsubscribe: dated(fc.constantFrom('possible' as const, 'simple' as const, 'without_login' as const)),
  consent: dated(fc.constantFrom('registered' as const, 'explicit' as const, 'double_opt_in_preferred' as const, 'documented' as const)),
  whitelist: dated(fc.record({ possible: fc.boolean(), servers: fc.subarray([...ServerKind.options]), evidence: fc.subarray([...WhitelistEvidence.options]) })),
  triggers: dated(fc.subarray([...Trigger.options])),
  sanctions: dated(fc.array(SANCTION, { maxLength: 3 })),
  recipientBlockDays: dated(COUNT),
  channels: dated(fc.array(CHANNEL, { maxLength: 3 })),
  unblockSteps: dated(fc.array(fc.oneof(WORDS, fc.constantFrom('000-29', '001-25', '003-16')), { maxLength: 3 })),
  delisting: dated(fc.constantFrom('host' as const, 'reseller' as const, 'both' as const)),
  platforms: dated(fc.array(WORDS, { maxLength: 2 })),
  logRetentionDays: dated(COUNT),
  statements: fc.constant([]),
  quotes: fc.array(fc.record({ text: WORDS, source: WORDS, readOn: fc.constant(null) }), { maxLength: 2 }),
});

const anyOwnRules: fc.Arbitrary<OwnRules> = fc.record({
  smallMailingMax: fc.option(COUNT),
  maxRecipientsPerMessage: fc.option(COUNT),
  limits: LIMITS,
  pacing: fc.option(RATE),
  maxFailurePercent: fc.option(fc.integer({ min: 0, max: 100 })),
  unsubscribe: fc.option(fc.constantFrom('possible' as const, 'simple' as const, 'without_login' as const)),
  maxSilenceMonths: fc.option(fc.integer({ min: 1, max: 120 })),
});

const anyTerms: fc.Arbitrary<PolicyTerms> = fc.record({
  lawCountry: fc.constantFrom(...PolicyTerms.shape.lawCountry.unwrap().options),
  answerWithinHours: fc.option(fc.integer({ min: 1, max: 720 })),
  reminderMonths: fc.option(fc.integer({ min: 1, max: 60 })),
  platforms: fc.constantFrom('', 'Mailing A\nMailing B'),
  cost: fc.constantFrom('', '40 €'),
});

/** Anything a text can be drafted from. */
export const anySource: fc.Arbitrary<DraftSource> = fc.record({
  rules: anyRules,
  own: anyOwnRules,
  terms: anyTerms,
  reasons: fc.constant(() => ['000-18']),
  changes: fc.option(fc.constant({ number: 7, changelog: { en: 'A limit changed.', fr: 'Une limite a changé.', ru: 'Изменился лимит.' } }), { nil: undefined }),
});
