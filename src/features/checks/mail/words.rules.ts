import type { Language } from '../../../shared/language.ts';
import { fold } from '../../../shared/text.ts';

/** Words of unsubscribing in French, English and Russian, on folded text. */
const UNSUBSCRIBE = new RegExp(
  [
    'desabonn|desinscri|desenregistr|ne plus (recevoir|vouloir)|(plus|pas) recevoir (nos|ces|ce|cette|de)|se retirer de (la|cette|notre) liste|(gerer|modifier) (mes|vos|mon|votre) (preferences|abonnements?)',
    'unsubscri|opt[ -]?out|stop receiving|(no longer|not) (wish|want) to receive|remove (me|yourself|your address)|leave (this|the|our) (mailing )?list|(manage|update|change) (my |your )?(email |mail |subscription )*(preferences|subscriptions?)|(email|subscription) preferences',
    'отпис(ать|ывать|ка|ки|ку|аться)|отказ(аться|ывать|а)?\\S* от (рассыл|подпис|получен|писем)|отмен(ить|а|у|ы) (рассыл|подпис)|(больше )?не (получать|хотите получать|желаете получать)|прекратить получ|управл(ять|ение) (\\S+ )?(подпис|рассыл)|исключить (меня|адрес|себя)',
  ].join('|'),
);

/** The same in the address of a link. */
const UNSUBSCRIBE_PATH = /unsub|(?<![a-z])opt-?out|desabonn|desinscri|otpis|abmeld|list-?remove/i;
/** Addresses that ways out often have, and other pages as well. */
const PERHAPS_PATH = /\/u\/|preferences?\b/i;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
/** Words that texts in a language are full of. */
const ENGLISH = words('the and you for this with your are our from to of we');
const FRENCH = words('le la les des vous et pour votre nous une est dans sur avec ne pas en de au aux qui');
/** Words of languages that share some of them: who has more of these writes in none of the two. */
const OTHERS = [
  'el los las del que por con para su una y es al lo más usted se un de la en',
  'il gli di della che per con una è un la le in al i',
  'der die das und ist nicht mit für sie wir ein in von zu',
  'o os as da do para com não uma você em de e um ao',
  'het een van en niet voor met je de in op',
].map(words);
/** Letters that Russian has and its neighbours lack, and the other way round. */
const RUSSIAN = /[ыэ]/;
const NOT_RUSSIAN = /[іїєґўђјљњћџ]/;
/** Words below which a text says too little of its language to call it foreign. */
const FEW_WORDS = 12;
/** Share of words above which a text is not Russian that holds a name or two of another language. */
const FOREIGN_NAMES = 0.05;

/** True when a text speaks of unsubscribing. */
export function speaksOfUnsubscribing(text: string): boolean {
  return UNSUBSCRIBE.test(fold(text));
}

/** True for a link that looks as if it unsubscribed. */
export function leadsToUnsubscribing(href: string): boolean {
  return UNSUBSCRIBE_PATH.test(href.slice(0, 4000));
}

/** True for a link of which only a person can say whether it unsubscribes. */
export function mayUnsubscribe(href: string): boolean {
  return PERHAPS_PATH.test(href.slice(0, 4000));
}

/** The language of a text, of those the words are known of; `other` = another one, null = too little to say. */
export function languageIn(text: string): Language | 'other' | null {
  const said =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const among = (list: ReadonlySet<string>): number => said.filter((word) => list.has(word)).length;
  const cyrillic = said.filter((word) => /\p{Script=Cyrillic}/u.test(word)).length;
  const isShort = said.length < FEW_WORDS;
  if (cyrillic > said.length * 0.3) {
    const isRussian = said.some((word) => RUSSIAN.test(word)) && said.filter((word) => NOT_RUSSIAN.test(word)).length <= said.length * FOREIGN_NAMES;
    return isRussian ? 'ru' : isShort ? null : 'other';
  }
  const [english, french] = [among(ENGLISH), among(FRENCH)];
  const known = english + french;
  if (!isShort && (known < said.length * 0.05 || OTHERS.some((list) => among(list) >= known))) return 'other';
  return english === french ? null : english > french ? 'en' : 'fr';
}
