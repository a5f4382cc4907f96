/** Domains of providers of mailboxes whose names are mistyped most. Looked through on 22 November 2026. */
export const MAILBOX_DOMAINS: readonly string[] = [
  'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr hotmail.co.uk live.com live.fr msn.com yahoo.com yahoo.fr yahoo.co.uk icloud.com me.com',
  'orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr proton.me protonmail.com aol.com gmx.com gmx.fr gmx.de web.de t-online.de',
  'mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru tut.by ukr.net skynet.be bluewin.ch videotron.ca sympatico.ca',
].flatMap((line) => line.split(' '));

/** Shorter names differ in one letter from many that are right. */
const TELLING = 9;
const EASILY_MISTYPED = MAILBOX_DOMAINS.filter((domain) => domain.length >= TELLING);
/** One letter away from a name above, and right: providers of their own, and the same provider in another country. Looked through on 23 November 2026. */
const RIGHT_TOO = new Set([...MAILBOX_DOMAINS, 'mail.com', 'email.com', 'ymail.com', 'cloud.com']);
const OTHER_COUNTRY = /^(outlook|hotmail|yahoo|yandex)\.([a-z]{2}|com?\.[a-z]{2})$/;

/** The well-known domain that another, lower case, is but for one letter that is wrong, missing, too many or swapped with its neighbour; null = it does not look mistyped. */
export function meantDomain(domain: string): string | null {
  if (RIGHT_TOO.has(domain) || OTHER_COUNTRY.test(domain)) return null;
  return EASILY_MISTYPED.find((known) => isOneStep(domain, known)) ?? null;
}

function isOneStep(from: string, to: string): boolean {
  if (Math.abs(from.length - to.length) > 1) return false;
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let [fromEnd, toEnd] = [from.length, to.length];
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  const [one, other] = [from.slice(start, fromEnd), to.slice(start, toEnd)];
  return (one.length <= 1 && other.length <= 1) || (one.length === 2 && one === [...other].reverse().join(''));
}
