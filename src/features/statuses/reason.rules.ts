import type { ReasonClass } from '../../shared/panels.ts';
import { fold } from '../../shared/text.ts';

/**
 * Beginnings of words that tell what a suspension is about, in the languages hosts write in and in the codes panels use, folded. The first class that is
 * found counts: a reason that names spam and an unpaid bill is about mail, which is what this product is for.
 */
const WORDS = [
  [
    'mail',
    'spam|mail|smtp|phish|hameconn|pourriel|newsletter|bulk|outgoing message|abuse|рассыл|спам|почт|письм|писем|фишинг|correo|envio|versand|courriel|courrier|envoi|mass(ive|en)',
  ],
  [
    'payment',
    'pay|paid|unpaid|overdue|invoice|billing|factur|impaye|non regle|reglement|expir|renew|renouvel|balance|debt|solde|оплат|долг|задолж|счет|баланс|продл|истек|pago|vencid|rechnung|zahl',
  ],
  [
    'security',
    'hack|malware|virus|compromis|infect|pirat|securit|vulnerab|exploit|backdoor|shell|trojan|взлом|вирус|вредонос|зараж|безопас|уязвим|malici|schad|sicherheit',
  ],
  [
    'resources',
    'bandwidth|quota|disk|inode|cpu|memory|traffic|trafic|overus|resource|ressource|bande passante|disque|espace|load|трафик|квот|диск|ресурс|нагруз|памят|место|limit|recurso|speicher',
  ],
] as const satisfies readonly (readonly [ReasonClass, string])[];

const PATTERNS = WORDS.map(([name, words]) => ({ name, pattern: new RegExp(`(^|[^\\p{L}])(?:user_|e-?)?(?:${words})`, 'u') }));

/** What kind of reason a suspension has, read from its words in whatever language; the words themselves are kept beside it. */
export function classifyReason(reason: string): ReasonClass {
  const folded = fold(reason);
  if (folded === '') return 'not_given';
  return PATTERNS.find(({ pattern }) => pattern.test(folded))?.name ?? 'other';
}
