import { fold } from '../../../shared/text.ts';

/** Words of unsubscribing in French, English and Russian, on folded text. */
const UNSUBSCRIBE = new RegExp(
  [
    'desabonn|desinscri|desenregistr|ne plus (recevoir|vouloir)|(plus|pas) recevoir (nos|ces|ce|cette|de)|se retirer de (la|cette|notre) liste|(gerer|modifier) (mes|vos|mon|votre) (preferences|abonnements?)',
    'unsubscri|opt[ -]?out|stop receiving|(no longer|not) (wish|want) to receive|remove (me|yourself|your address)|leave (this|the|our) (mailing )?list|(manage|update|change) (my |your )?(email |mail |subscription )*(preferences|subscriptions?)|(email|subscription) preferences',
    'отпис(ать|ывать|ка|ки|ку|аться)|отказ(аться|ывать|а)?\\S* от (рассыл|подпис|получен|писем)|отмен(ить|а|у|ы) (рассыл|подпис)|(больше )?не (получать|хотите получать|желаете получать)|прекратить получ|управл(ять|ение) (\\S+ )?(подпис|рассыл)|исключить (меня|адрес|себя)',
  ].join('|'),
);

/** The same in the path of a link. */
const UNSUBSCRIBE_PATH = /unsub|opt-?out|desabonn|desinscri|otpis|abmeld|list-?remove|\/unsubscribe|\/u\/|preferences?\b/i;

/** Why somebody gets a mail. */
const REASON = new RegExp(
  [
    'vous (recevez|avez recu|recevrez) (ce|cet|cette|ces|nos|notre|le present|la presente)|vous est (envoye|adresse|destine)|(parce que|car|puisque) (vous|votre)|vous etes (inscrit|abonne|client|membre|adherent)|en tant que (client|abonne|membre|adherent|fournisseur|partenaire)|suite a (votre|l)|vous (avez demande|vous etes inscrit|avez souscrit|avez commande)|(envoye|adresse) (aux|a nos) (clients|abonnes|membres|adherents)',
    'you(.re| are| have)? (receiv|receiving|received|receive|got|getting) (this|our|these)|because (you|your)|(was|is|been) sent to \\S+ (because|as)|as (a|an|our|one of our) (valued )?(customer|client|subscriber|member|supplier|partner)|you (have )?(signed up|subscribed|registered|opted in|asked (us|for))|sent (only )?to (our )?(customers|clients|subscribers|members)|you are (on|a member of|subscribed)',
    'вы получ(или|аете|ите) (это|эту|данн|наст|наш)|(потому что|так как|поскольку|т\\. ?к\\.) (вы|ваш)|вы (подписа|зарегистр|оставил|являетесь|дали соглас)|(письмо|сообщение|рассылка) (отправлен|направлен|предназначен|адресован)\\S* (вам|клиент|подписчик)|как (наш )?(клиент|подписчик|участник)|подписчик(ам|и) наш',
  ].join('|'),
);

/** A street, a box, a postal code beside a place: what a postal address is made of. */
const ADDRESS = new RegExp(
  [
    '\\d{1,4}( ?(bis|ter|quater))?,? (rue|avenue|av\\.?|bd|bld|boulevard|place|chemin|ch\\.|route|rte|impasse|allee|quai|cours|square|passage|lotissement|zone)\\b',
    '\\b(zi|za|zac|lot|immeuble|residence) [\\p{L}\\d]',
    '\\b\\d{5}( cedex)? \\p{L}{2,}',
    '\\d{1,5} [\\p{L}\\d .]{2,40} (street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|square|sq|place|pl|parkway|pkwy|highway|hwy|suite|ste)\\b',
    '\\bp\\.? ?o\\.? ?box \\d|\\b(bp|b\\.p\\.) ?\\d',
    '\\b[a-z]{2} \\d{5}(-\\d{4})?\\b|\\b[a-z]\\d[a-z] ?\\d[a-z]\\d\\b|\\b[a-z]{1,2}\\d[a-z\\d]? \\d[a-z]{2}\\b',
    '(^|[\\s,])(ул|улица|пр-?т|просп|проспект|пер|переулок|шоссе|наб|набережная|пл|площадь|бул|бульвар)\\.? \\S|\\b\\d{6}, ?(г\\.|город|россия|республика|\\p{L})',
  ].join('|'),
  'u',
);

/** Numbers under which a company is registered. */
const COMPANY =
  /\b(siret|siren|rcs|r\.c\.s|tva|vat|ein|ice|rc n|company (no|number|reg)|registered (in|office|no)|sarl|sas\b|s\.a\.|ltd|llc|gmbh)|(^|\s)(инн|огрн|огрнип|кпп|ооо|ип|оао|ао) /;

const STOPWORDS = new Set('the and you for this with your are our from le la les des vous et pour votre nous une est dans sur avec ne pas en de'.split(' '));

/** True when a text speaks of unsubscribing. */
export function speaksOfUnsubscribing(text: string): boolean {
  return UNSUBSCRIBE.test(fold(text));
}

/** True for a link that looks as if it unsubscribed. */
export function leadsToUnsubscribing(href: string): boolean {
  return UNSUBSCRIBE_PATH.test(href.slice(0, 4000));
}

/** The line that says why the mail is sent; null without one. */
export function reasonIn(lines: readonly string[]): string | null {
  return lines.find((line) => REASON.test(fold(line))) ?? null;
}

/** What tells a reader who the sender is: a postal address, numbers of a company, nothing, or perhaps something. */
export type Identity = 'address' | 'company' | 'unsure' | 'none';

/** Without a number that is no year and no word of an address there is none, for certain; otherwise nobody can be sure. */
export function identityIn(lines: readonly string[]): { readonly kind: Identity; readonly line: string } {
  const folded = lines.map((line) => fold(line));
  const address = folded.findIndex((line) => ADDRESS.test(line));
  if (address >= 0) return { kind: 'address', line: lines[address] ?? '' };
  const company = folded.findIndex((line) => COMPANY.test(line));
  if (company >= 0) return { kind: 'company', line: lines[company] ?? '' };
  const numbered = folded.some((line) => (line.match(/\d{2,}/g) ?? []).some((number) => !/^(19|20)\d\d$/.test(number)));
  return { kind: numbered ? 'unsure' : 'none', line: '' };
}

/** Whether the word lists fit: some French, English or Russian, or too few words to say. */
export function isKnownLanguage(text: string): boolean {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length < 12) return true;
  const cyrillic = words.filter((word) => /\p{Script=Cyrillic}/u.test(word)).length;
  if (cyrillic > words.length * 0.3) return words.some((word) => ['и', 'в', 'на', 'вы', 'не', 'для', 'вас', 'это', 'по', 'с'].includes(word));
  return words.filter((word) => STOPWORDS.has(word)).length >= words.length * 0.05;
}
