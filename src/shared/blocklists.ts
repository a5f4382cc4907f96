/** Four answers, never three: only a list that proved that it answers can say that something is not on it. */
export const LIST_STATES = ['listed', 'not_listed', 'refused', 'no_answer'] as const;
export type ListStateName = (typeof LIST_STATES)[number];

/** What a list keeps. */
export const LIST_SUBJECTS = ['ip4', 'ip6', 'domain'] as const;
export type ListSubject = (typeof LIST_SUBJECTS)[number];

/** On what terms it may be asked. */
export const LIST_TERMS = ['free', 'free_small', 'registration', 'key', 'none'] as const;
export type ListTerms = (typeof LIST_TERMS)[number];

/** How much mail a listing costs. */
export const LIST_WEIGHTS = ['high', 'medium', 'low'] as const;
export type ListWeight = (typeof LIST_WEIGHTS)[number];

/** Who may ask for removal by the list's own rules: the holder of the address space, the sender or his administrator, the owner of the domain, nobody (it ends by itself). */
export const LIST_ASKERS = ['holder', 'sender', 'domain_owner', 'nobody'] as const;

/** What a code says. `good` and `neutral` are no listings. */
export const LIST_MEANINGS = [
  'spam_source',
  'automated',
  'exploited',
  'policy',
  'hijacked',
  'botnet',
  'phishing',
  'malware',
  'low_reputation',
  'abused',
  'neighbours',
  'whole_network',
  'listed',
  'neutral',
  'good',
] as const;
export type ListMeaning = (typeof LIST_MEANINGS)[number];

/**
 * Why something could not be checked. `public_resolver`, `too_many`, `bad_zone`, `unregistered`, `wrong_subject`, `refused`: the list does not answer us.
 * `rewritten`: an address no list gives, as name servers do that lead mistyped names to advertising. `unknown_code`: not in the table of the list.
 * `lists_all`, `lists_nothing`: it failed its own test points. `timeout`, `servfail`, `network`, `bad_name`: no answer. `gave_up`: it had failed too often in a row.
 * `key_missing`: the list wants a key that was not entered.
 */
export const LIST_WHYS = [
  'public_resolver',
  'too_many',
  'bad_zone',
  'unregistered',
  'wrong_subject',
  'refused',
  'rewritten',
  'unknown_code',
  'lists_all',
  'lists_nothing',
  'timeout',
  'servfail',
  'network',
  'bad_name',
  'gave_up',
  'key_missing',
] as const;
export type ListWhy = (typeof LIST_WHYS)[number];

/** What is told of a list as such, and of how it is left. What nobody held against a source is marked as not confirmed. */
export const LIST_FACTS = ['zone', 'keyZone', 'codes', 'terms'] as const;
export type ListFact = (typeof LIST_FACTS)[number];
export const REMOVAL_FACTS = ['who', 'steps', 'link', 'delay'] as const;
export type RemovalFact = (typeof REMOVAL_FACTS)[number];

/** Procedures that are worded, step by step. */
export const LIST_PROCEDURES = [
  'sbl',
  'css',
  'pbl',
  'dbl',
  'spamcop',
  'barracuda',
  'uceprotect',
  'uceprotect_network',
  'trendmicro',
  'abusix',
  'cloudmark',
  'validity',
  'microsoft',
  'microsoft365',
  'yahoo',
  'signal_spam',
  'orange',
  'free',
  'laposte',
  'yandex',
  'mailru',
  'domain_form',
  'own_page',
  'own',
] as const;
