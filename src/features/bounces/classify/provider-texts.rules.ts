import { firstSaid, rule, type WordRule } from './words.ts';

/** Whose server answered, where its numbers or words have a meaning of their own. */
export type Provider = 'google' | 'microsoft' | 'yahoo' | 'orange' | 'free' | 'yandex' | 'mailru' | 'rambler';

const MARKS: readonly (readonly [Provider, RegExp])[] = [
  ['google', /\bgsmtp\b|support\.google\.com|googlemail\.com|\bgoogle\.com|gmail-smtp|\bgmail has|mail\.google|@gmail\.com|googlegroups\.com/],
  ['orange', /\b(?:ofr|lpn|lpnaaa|ouk|wan)[_\d-]{1,8}\d|\borange\.fr|wanadoo\.(?:fr|com)|laposte\.net/],
  [
    'microsoft',
    /outlook\.com|hotmail\.com|live\.com|protection\.outlook|\bexchange ?online|office365|office\.com|messaging\.microsoft|\bs\d{3,4}\)|\b(?:resolver|storedrv)\./,
  ],
  ['yahoo', /yahoo(?:dns|inc)?\.|yahoo!|\[(?:tss|bl|ph|gl)\d\d\]|verizonmedia|\baol\.com|\(dys:|\[internal\] |\brly:/],
  ['yandex', /yandex\.|x-yandex|\bya\.cc\/|\bya\.ru/],
  ['mailru', /mail\.ru|notspam-support|\bnon-local recipient verification failed/],
  ['free', /\bfree\.fr|proxad\.net/],
  ['rambler', /rambler/],
];

/** Who answered: by the answer itself, then by the name of the server. Both folded. */
export function providerOf(folded: string, remote: string): Provider | null {
  return (MARKS.find(([, mark]) => mark.test(folded)) ?? MARKS.find(([, mark]) => mark.test(remote)))?.[0] ?? null;
}

const GOOGLE: readonly WordRule[] = [
  rule('temporary', 'network', 'did not accept our requests to connect'),
  rule('permanent', 'address', 'storage space and inactive', 'overquotaperm'),
  rule('temporary', 'mailbox', 'out of storage space', 'over ?quota'),
  rule('permanent', 'address', 'account that you tried to reach (?:is (?:disabled|inactive)|does not exist)', 'nosuchuser', 'disableduser', 'no such user'),
  rule('temporary', 'rate', 'receiving mail (?:too quickly|at a rate)', 'receivingrate'),
  rule('blocked', 'host-limit', 'daily (?:user )?sending (?:quota|limit)', 'sending limit exceeded', 'dailysendinglimit'),
  rule('blocked', 'sender-ip', 'unusual rate', 'very low reputation', 'reputation of the'),
  rule('blocked', 'sender-auth', 'authenticat', 'dmarc', '\\bspf\\b', 'dkim', 'relay', 'header.{0,20}(?:align|from)'),
  rule(
    'blocked',
    'sender-ip',
    'rate limited',
    'does not have a ptr',
    'ptr record',
    'iprdns',
    'does not meet ipv6',
    'your ip address',
    'tls',
    'bl ?ocked? (?:using|by)',
  ),
  rule('blocked', 'content', 'unsolicited', 'security issue', 'potential security', 'content presents', 'suspicious', 'spam', 'illegal attachment', 'violat'),
  rule('permanent', 'message', 'not rfc 5322', 'not compliant', 'missing a valid message-id', 'duplicate headers', 'message exceeded'),
  rule(
    'blocked',
    'recipient-policy',
    'you tried to contact',
    'may not exist, or you may not have permission',
    "doesn't have permission",
    "group.{0,40}doesn't exist",
    '@googlegroups\\.com\\b.{0,40}$',
    'google groups',
    'groups\\.google',
    'googlegroups',
  ),
];

const MICROSOFT: readonly WordRule[] = [
  rule(
    'permanent',
    'address',
    'recipient address rejected: access denied',
    'recipientnotfound',
    'recipient not found',
    'resolver\\.adr\\.(?:exrecipnotfound|recipnotfound|recipientnotfound|invalid|ambiguous)',
    "wasn't found at",
    'mailbox unavailable',
    'account ?(?:is )?disabled',
  ),
  rule('permanent', 'domain', 'infodomainnonexistent', 'dns domain .{1,100} does not exist'),
  rule('temporary', 'mailbox', 'quotaexceeded', 'mailbox full', 'mailbox is full', 'storage is full'),
  rule('permanent', 'message', 'recipsizelimit', 'sendersizelimit', 'hop count exceeded', 'message too large'),
  rule(
    'blocked',
    'recipient-policy',
    'resolver\\.rst\\.',
    'restricted(?:torecipients)?permission',
    'notauthorized',
    'not authorized to send to',
    'only accepts? (?:mail|messages) from',
    'authrequired',
    'senderfilterconfig',
    'sender denied as sender',
    'recipients? has blocked',
  ),
  rule(
    'blocked',
    'sender-auth',
    'dmarc',
    'spf\\b',
    'dkim',
    'authentication level',
    'tenantattribution',
    'relay access denied',
    'from domain',
    "sender's domain",
  ),
  rule(
    'blocked',
    'host-limit',
    'submission quota',
    "sender's (?:submission|daily|message)",
    'outbound spam',
    'exceeded the (?:recipient|sending) limit',
    'bad outbound sender',
    'tenant .{0,60}(?:exceeded|threshold)',
  ),
  rule(
    'blocked',
    'sender-ip',
    'server busy',
    'block list',
    'banned sen',
    '\\bs(?:3140|3150|77\\d|843|844)\\b',
    'rate limited due to ip',
    'ip reputation',
    '\\brp-00[123]\\b',
    '\\bdy-00[12]\\b',
    '\\bou-001\\b',
    '\\bsc-00[234]\\b',
    'spamhaus',
    'access denied, (?:banned|traffic)',
    'traffic not accepted from this ip',
    'temporarily rate limited',
  ),
  rule('blocked', 'content', '\\bsc-001\\b', '\\bou-002\\b', 'spam', 'policy reasons', 'content filter', 'similar to spam'),
];

const YAHOO: readonly WordRule[] = [
  rule(
    'permanent',
    'address',
    "doesn'?t have a .{1,40} account",
    'account (?:has been |is )?(?:disabled|discontinued|closed)',
    'no longer valid',
    'mailbox (?:is )?(?:disabled|not found|unavailable)',
    'not a valid mailbox',
    'no mailbox here',
    'user unknown',
    'user is unknown',
    'unknown user',
    'mailbox does not exist',
  ),
  rule('temporary', 'mailbox', 'over ?quota', 'mailbox (?:is )?full'),
  rule('temporary', 'rate', 'receiving mail too quickly', 'too many (?:smtp )?(?:sessions|connections)'),
  rule(
    'blocked',
    'sender-auth',
    'authentication checks?',
    'dmarc',
    'dkim',
    '\\bspf\\b',
    'unauthenticated',
    'domain (?:does not|doesn.t) resolve',
    'sender domain',
  ),
  rule(
    'blocked',
    'sender-ip',
    '\\[tss\\d\\d\\]',
    '\\[bl\\d\\d\\]',
    '\\[gl\\d\\d\\]',
    'unexpected volume',
    'user complaints',
    'permanently deferred',
    'spamhaus',
    'reverse (?:dns|lookup)',
    '\\(dys:',
    '\\brtr:',
    '\\(dns:',
    '\\(rly:',
    'ip address',
    'temporarily deferred',
    'will not succeed',
  ),
  rule('blocked', 'content', '\\[ph\\d\\d\\]', 'policy reasons', 'objectionable', 'spam', '\\(con:', '\\(hvu:', 'not accepted'),
];

const YANDEX: readonly WordRule[] = [
  rule(
    'permanent',
    'address',
    'no such user',
    'user not found',
    'invalid mailbox',
    'mailbox (?:is )?(?:blocked|disabled)',
    'account (?:is )?(?:blocked|disabled)',
  ),
  rule('temporary', 'mailbox', 'size limit exceeded', 'mailbox (?:is )?full', 'quota'),
  rule('temporary', 'rate', 'rate limit'),
  rule('temporary', 'system', 'service is currently unavailable', 'try again later', 'internal server error'),
  rule('blocked', 'content', 'suspicion of spam', 'spam message', 'virus', 'message rejected'),
  rule('blocked', 'sender-ip', 'spam statistics', 'client host', 'host (?:is )?blocked', 'bad reputation'),
  rule('blocked', 'recipient-policy', 'policy rejection on the target', 'policy rejection'),
  rule('blocked', 'sender-auth', 'sender address', 'relay', 'authenticat', 'dmarc', 'spf\\b', 'dkim'),
];

const MAILRU: readonly WordRule[] = [
  rule('blocked', 'host-limit', 'sending for this account is disabled', 'message sending .{0,40}(?:disabled|limit)'),
  rule(
    'permanent',
    'address',
    'user not found',
    'no such user',
    'account is (?:disabled|blocked)',
    'invalid mailbox',
    'user .{1,100} (?:not found|unknown)',
    'пользователь не найден',
    'ящик (?:не существует|заблокирован|отключен)',
  ),
  rule('temporary', 'mailbox', 'quota exceeded', 'mailbox (?:is )?full', 'переполнен'),
  rule('permanent', 'message', 'too big', 'too large', 'size (?:limit )?exceed'),
  rule('temporary', 'system', 'can.?t open mailbox', 'try again later', 'temporarily unavailable'),
  rule('blocked', 'content', 'spam message', 'notspam-support/id', 'message rejected', 'virus', 'похоже на спам'),
  rule(
    'blocked',
    'sender-ip',
    'we do not accept mail from',
    'dialin',
    'dynamic',
    'ip (?:address )?(?:is )?(?:blocked|blacklist)',
    'blocked',
    'ratelimit',
    'too many',
  ),
  rule('blocked', 'sender-auth', 'dmarc', 'spf\\b', 'dkim', 'authenticat', 'without .{0,20}from'),
];

const FREE: readonly WordRule[] = [
  rule('permanent', 'address', 'blocked due to inactivity', 'due to inactivity', 'user unknown', 'unknown user', 'no such user', 'bloqu.{0,20}inactivit'),
  rule('temporary', 'mailbox', 'quota exceeded', 'mailbox (?:for user )?is full'),
  rule('blocked', 'content', 'spam detected', 'virus detected', 'spam'),
  rule('temporary', 'rate', 'too many (?:connections|errors|mails)', 'trop de'),
  rule('blocked', 'sender-ip', 'blacklist', 'blocked', 'your ip'),
];

const RAMBLER: readonly WordRule[] = [
  rule('permanent', 'address', 'inactive', 'mailbox blocked', 'rejected: blocked', 'user (?:unknown|not found)', 'no such user', 'mailbox does not exist'),
  rule('temporary', 'mailbox', 'quota', 'mailbox (?:is )?full'),
  rule('blocked', 'content', 'spam', 'virus'),
];

const OTHERS: Readonly<Record<Exclude<Provider, 'orange'>, readonly WordRule[]>> = {
  google: GOOGLE,
  microsoft: MICROSOFT,
  yahoo: YAHOO,
  yandex: YANDEX,
  mailru: MAILRU,
  free: FREE,
  rambler: RAMBLER,
};

/** Numbers of Orange, Wanadoo and laposte.net: `OFR_417`, `LPN007_426`, `OFR006_102 [102]`. */
const ORANGE: readonly (readonly [WordRule['class'], WordRule['target'], readonly number[]])[] = [
  ['blocked', 'sender-ip', [101, 102, 103, 105, 107, 108, 109, 201, 423, 424, 510, 630, 999]],
  ['temporary', 'rate', [104, 109]],
  ['blocked', 'sender-auth', [305, 401, 402, 403, 405, 415, 421, 517, 535]],
  ['permanent', 'address', [416, 420, 426]],
  ['temporary', 'mailbox', [417]],
  ['temporary', 'system', [505]],
  ['blocked', 'content', [506, 513]],
  ['permanent', 'message', [514]],
];

const ORANGE_TEXTS: readonly WordRule[] = [
  rule('temporary', 'mailbox', 'boite .{0,30}pleine', 'quota'),
  rule('permanent', 'address', 'destinataire.{0,20} invalide', 'compte du destinataire est bloque', 'destinataire inconnu'),
  rule('temporary', 'rate', 'trop de connexions', 'trop de'),
  rule('blocked', 'sender-auth', 'spf/dns', 'emetteur invalide', 'authentification', 'dmarc', 'dkim'),
  rule('blocked', 'sender-ip', 'adresse ip source bloquee', 'incident de spam', 'service refuse', 'client host rejected', 'spamhaus'),
  rule('blocked', 'content', 'mail rejete', 'spam'),
];

function ofOrange(folded: string): { readonly class: WordRule['class']; readonly target: WordRule['target'] } | null {
  const number = Number(/\b(?:ofr|lpn|lpnaaa|ouk|wan)[a-z]{0,3}\d{0,3}_(\d{3})\b/.exec(folded)?.[1] ?? 0);
  const numbered = ORANGE.find(([, , numbers]) => numbers.includes(number));
  return numbered === undefined ? firstSaid(ORANGE_TEXTS, folded) : { class: numbered[0], target: numbered[1] };
}

/** What a provider's own words and numbers say; null when they say nothing known. */
export function providerVerdict(provider: Provider, folded: string): Pick<WordRule, 'class' | 'target'> | null {
  return provider === 'orange' ? ofOrange(folded) : firstSaid(OTHERS[provider], folded);
}
