import type { ReasonClass } from '../../shared/panels.ts';
import { fold } from '../../shared/text.ts';

/**
 * Beginnings of words that tell what a suspension is about, in the languages hosts write in and in the codes panels use, folded. The first class that is
 * found counts: a reason that names spam and an unpaid bill is about mail, which is what this product is for; mail alone may be how to write to the host.
 */
const WORDS = [
  ['mail', 'spam|phish|hameconn|pourriel|newsletter|bulk|mailing|outgoing (e-?)?(mail|message)|mass(ive|en)? ?-?(e-?)?mail|рассыл|спам|фишинг'],
  [
    'payment',
    'pay|paid|unpaid|overdue|invoice|billing|factur|impaye|non regle|reglement|expir|renew|renouvel|balance|debt|solde|оплат|долг(?!о)|задолж|счет|баланс|продл|истек|pago|vencid|rechnung|zahl',
  ],
  ['mail', 'mail|smtp|почт|письм|писем|correo|envio|versand|courriel|courrier|envoi'],
  [
    'security',
    'hack|malware|virus|compromis|infect|pirat|securit|vulnerab|exploit|backdoor|shell|trojan|взлом|вирус|вредонос|зараж|безопас|уязвим|malici|schad|sicherheit',
  ],
  [
    'resources',
    'bandwidth|quota|disk|inode|cpu|memory|traffic|trafic|overus|resource|ressource|bande passante|disque|espace|load|трафик|квот|диск|ресурс|нагруз|памят|место|limit|recurso|speicher',
  ],
  // With nothing else beside it, of what is sent.
  ['mail', 'abuse'],
] as const satisfies readonly (readonly [ReasonClass, string])[];

const PATTERNS = WORDS.map(([name, words]) => ({ name, pattern: new RegExp(`(^|[^\\p{L}])(?:user_|e-?)?(?:${words})`, 'u') }));

/** Of whom to write to, which tells nothing of why. */
const ADDRESSES = /[^\s@]{1,64}@[^\s@]{1,255}|\bhttps?:\/\/\S+/giu;

/** What kind of reason a suspension has, read from its words in whatever language; the words themselves are kept beside it. */
export function classifyReason(reason: string): ReasonClass {
  const folded = fold(reason.replace(ADDRESSES, ' '));
  if (folded === '') return fold(reason) === '' ? 'not_given' : 'other';
  return PATTERNS.find(({ pattern }) => pattern.test(folded))?.name ?? 'other';
}
