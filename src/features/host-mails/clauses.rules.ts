import { DISARMED, LIFTED, ON_LIST, REACHED, SHUT, TAKEN_DOWN } from './words.rules.ts';

/** What sets one half of a sentence against the other. */
const AGAINST =
  /\s*;\s*|,?\s+(?:but|although|though|whereas|while|yet|mais|bien\s+qu[e'’]|alors\s+qu[e'’]|но|зато|хотя)(?!\p{L})[,\s]*|,\s+(?:however|nevertheless|toutefois|cependant|néanmoins|en\s+revanche|par\s+contre|однако)(?!\p{L})[,\s]*/iu;

/** What is told in passing of something: "the account, which was suspended on Monday, …". */
const RELATIVE = /,\s+(?:which|who|qui|котор\p{L}{2,3})\s[^,;]{1,200},\s*/giu;

/** The halves of a sentence that are set against each other, each with a verb of its own: what is denied in one may stand in the other. */
export function clausesOf(words: string): string[] {
  const halves = words
    .replace(RELATIVE, ' ')
    .replace(/^(?:although|though|while|bien\s+qu[e'’]|хотя)(?!\p{L})\s*/iu, '')
    .split(AGAINST)
    .filter((half) => /\p{L}/u.test(half));
  return halves.flatMap(atCommas);
}

const VERBS = [SHUT, ON_LIST, REACHED, DISARMED, TAKEN_DOWN, LIFTED];
const tells = (words: string): boolean => VERBS.some((verb) => verb.test(words));

/** Commas part only what tells something on both sides. */
function atCommas(half: string): string[] {
  const parts = half.split(/,\s+/);
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && !(tells(last) && tells(part))) joined[joined.length - 1] = `${last}, ${part}`;
    else joined.push(part);
  }
  return joined;
}

/** Somebody else's customer. */
const OTHERS =
  /\b(?:an)?other\s+(?:customers?|clients?|users?|tenants?)\b(?!\s+of\s+yours)|(?<!\p{L})(?:un|d['’])\s?autres?\s+(?:clients?|utilisateurs?|abonnés?)(?!\p{L})|(?<!\p{L})(?:друг(?:ой|ого|ому|им|ом|ие|их)|соседн\p{L}{2,3})\s+(?:клиент|пользовател|аккаунт)\p{L}{0,3}/iu;

/** What parts somebody else's customer from what was done: one of ours, or that it was done for his sake. */
const APART = /(?<!\p{L})(?:your|to|for|as|so|which|votre|vos|pour|afin|car|de\s+façon|ваш\p{L}{0,3}|чтобы|для|ради|так\s+как)(?!\p{L})/iu;
const OF_YOURS = /^\s+(?:the\s+|le\s+|les\s+)?(?:your|votre|vos|ваш\p{L}{0,3})(?!\p{L})/iu;

/** True where a half tells what was done to somebody else's customer, and not what was done to one of ours on his account. */
export function isAboutOthers(clause: string): boolean {
  const other = OTHERS.exec(clause);
  if (other === null) return false;
  const verb = /(?<!\p{L})(?:suspend|bloquer|suspendre)(?!\p{L})/iu.exec(clause) ?? VERBS.map((each) => each.exec(clause)).find((found) => found !== null);
  if (verb === null || verb === undefined) return true;
  const [verbEnd, otherEnd] = [verb.index + verb[0].length, other.index + other[0].length];
  const between = verb.index < other.index ? clause.slice(verbEnd, other.index) : clause.slice(otherEnd, verb.index);
  return !APART.test(between) && !OF_YOURS.test(clause.slice(verbEnd));
}

/** It stands though something else is over, or will not be lifted yet. */
const STAYS = [
  String.raw`\b(?:remains?|stays?|continues?\s+to\s+be|(?:is|are|has\s+been|have\s+been)\s+still|still)\s+(?:\w+\s+)?(?:suspended|blocked|closed|disabled|restricted|listed|offline)\b`,
  String.raw`(?<!\p{L})(?:reste|restent|demeure|demeurent|(?:est|sont)\s+(?:toujours|encore))\s+(?:\p{L}+\s+)?(?:suspendu|bloqué|fermé|désactivé|restreint|inscrit|hors\s+ligne)`,
  String.raw`(?<!\p{L})(?:оста[её]тся|остаются|по-прежнему|вс[её]\s+ещ[её])\s+(?:\p{L}+\s+)?(?:(?:за)?блокирован|закрыт|отключ[её]н|приостановлен|ограничен|значится|находится)`,
  String.raw`\b(?:not|never|cannot|won['’]t)\s+(?:be\s+)?(?:lift(?:ed)?|unsuspend(?:ed)?|unblock(?:ed)?|restored?|re-?enabled?|re-?activated?|re-?open(?:ed)?)\b`,
  String.raw`(?<!\p{L})ne\s+(?:sera|seront|pourra|pourront|peut|peuvent)\s+(?:pas\s+|être\s+){1,2}(?:levé|rétabli|réactivé|débloqué|rouvert)`,
  String.raw`(?<!\p{L})не\s+(?:будет|будут|может\s+быть|могут\s+быть)\s+(?:снят|разблокирован|восстановлен|возобновлен|включ[её]н|открыт)`,
].map((pattern) => new RegExp(pattern, 'iu'));
const CONDITION = /(?<!\p{L})(?:if|in\s+case|si|en\s+cas|если|в\s+случае)(?!\p{L})/iu;

/** What something waits for is no part of it. */
const UNTIL = /(?<!\p{L})(?:until|as\s+long\s+as|tant\s+qu[e'’]|jusqu['’]|пока)(?!\p{L}).*$/iu;

/** What a half is about that says until when it lasts. */
export const beforeUntil = (clause: string): string => clause.replace(UNTIL, '');

/** A half that says that something is still shut. */
export function staysShut(clause: string): boolean {
  return !CONDITION.test(clause) && STAYS.some((pattern) => pattern.test(clause));
}

/** It was so before something that is told of: "it had been suspended". */
export const BEFORE = /\bhad\s+been\b|(?<!\p{L})(?:avai(?:t|ent)\s+été|étai(?:t|ent)\s+suspendu)|(?<!\p{L})(?:ранее|до\s+этого)\s+(?:был|за|от|при)/iu;
