/** What may be wrong with an address of a mailing list; each has a sentence. */
export const LIST_PROBLEMS = ['invalid', 'mistyped', 'duplicate', 'role', 'noSource', 'noDate', 'badDate', 'future', 'old', 'never'] as const;
export type ListProblem = (typeof LIST_PROBLEMS)[number];

/** What the columns of a mailing list may hold, as far as the check looks at it. */
export const LIST_FIELDS = ['address', 'source', 'consentOn', 'contactOn'] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** How a mailing may be sent, the best for the addresses first. */
export const WAYS = ['none', 'platform', 'own', 'kvm', 'provider'] as const;
export type Way = (typeof WAYS)[number];

/** What may be chosen where a way is asked about, each question with its answers. */
export const WAY_CHOICES = {
  /** `service`: answers or reports to single people; `letter`: news to people who signed up; `prospecting`: to people who did not ask. */
  kind: ['service', 'letter', 'prospecting'],
  /** Of how many it can be proved that they agreed. */
  consent: ['all', 'some', 'none'],
  server: ['shared', 'vps', 'kvm', 'unknown'],
  /** Under whose domain the mail is to leave. */
  sender: ['own', 'provider'],
} as const;

/** What is asked before a way is advised. */
export const WAY_QUESTIONS = ['kind', 'consent', 'bought', 'addresses', 'server', 'sender'] as const;
export type WayQuestion = (typeof WAY_QUESTIONS)[number];

/** Why a way fits or does not; each has a sentence. */
export const WAY_REASONS = [
  'noConsent',
  'bought',
  'consentFirst',
  'withConsent',
  'fewSplit',
  'serviceMail',
  'bulkForbidden',
  'bulkAsk',
  'bulkUnknown',
  'notIntended',
  'serviceOnly',
  'whitelistOnly',
  'tolerated',
  'toleratedUnknown',
  'overSmall',
  'paced',
  'pacedUnknown',
  'allowed',
  'oneByOne',
  'platforms',
  'platformsUnknown',
  'forMany',
  'whitelist',
  'whitelistNo',
  'whitelistUnknown',
  'kvmNeeded',
  'otherServer',
  'alignment',
  'providerAddress',
  'providerMany',
] as const;
export type WayReason = (typeof WAY_REASONS)[number];
