import { parseIp } from '../../shared/ip.ts';
import { organisationOf } from '../../shared/organisation.ts';
import { LIST_NAMES } from '../blocklists/index.ts';

/** A colon may follow, as before what is said of it, or a port; of IPv6 it could be a part. */
export const IP =
  /(?<![\w.:-])(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){1,6}:[0-9a-f]{1,4}(?!:[\w:])|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?!:))(?!\w|\.\d)/i;
/** A name in the DNS; files have endings that look like one. */
export const DOMAIN =
  /(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?!(?:php\d?|html?|txt|log|js|css|eml|zip|sh|pl|py|cgi|pdf)\b)[a-z][a-z0-9-]{1,62}(?![\w@-])/i;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,63})(?![\w-])/gi;
const SCRIPT_PATH = /(?:\/[\w.@~-]{1,100}){1,12}\.(?:php\d?|pl|cgi|py|sh)\b|(?<![\w/])[\w-]{1,80}\.(?:php\d?|pl|cgi|py|sh)\b/i;
const HOME = /\/home\d?\/([a-z0-9][a-z0-9_.-]{0,40})\//gi;
const LABELLED_LOGIN =
  /^[ \t>*-]*(?:(?:c?panel|hosting)[ \t]+)?(?:account(?:[ \t]+name)?|user(?:[ \t]?name)?|login|compte|identifiant|utilisateur|логин|аккаунт|пользователь|уч[её]тная[ \t]+запись)[ \t]*[:=–—][ \t]*["«“'(]?([a-z0-9][a-z0-9_.-]{0,120}[a-z0-9])/gimu;
const QUOTED_LOGIN =
  /(?<!\p{L})(?:account|user|login|compte|utilisateur|аккаунт\p{L}{0,2}|пользовател\p{L}{1,3})[ \t]+["«“'](?:[ \t\u00A0\u202F])?([a-z0-9][a-z0-9_.-]{0,60})/giu;
/** The word behind "account": it counts where somebody has it. */
const NAMED_LOGIN =
  /(?<!\p{L})(?:account|user|login|compte|utilisateur|identifiant|hébergement|аккаунт\p{L}{0,2}|пользовател\p{L}{1,3}|хостинг\p{L}{0,2}|уч[её]тн\p{L}{2,3}\s+запис\p{L}{1,2})[ \t]+([a-z0-9][a-z0-9_.-]{0,60}[a-z0-9])/giu;
/** Several of them behind "accounts", the same way. */
const NAMED_LOGINS =
  /(?<!\p{L})(?:accounts|users|logins|comptes|utilisateurs|hébergements|аккаунт(?:ы|ов|ам)|пользовател(?:и|ей|ям))[ \t]+((?:["«“'(]?[ \u00A0\u202F]?[a-z0-9][a-z0-9_.-]{0,60}[ \u00A0\u202F]?["»”')]?(?:,[ \t]+(?:and|et|и)?|[ \t]+(?:and|et|и|&))[ \t]*){1,50}["«“'(]?[ \u00A0\u202F]?[a-z0-9][a-z0-9_.-]{0,60})/giu;
const LABELLED_LIST =
  /^[ \t>*-]*(?:block[ -]?list|black[ -]?list|list(?:ed (?:on|by))?|RBL|DNSBL|liste(?:[ \t]+noire)?|список|ч[её]рный[ \t]+список)[ \t]*[:=–—][ \t]*([^\n]{2,120})/imu;
const REFERENCE =
  /\b(SBL ?\d{4,9})\b|^[ \t>*-]*(?:listing[ \t]+(?:id|reference)|reference|référence|номер[ \t]+записи)[ \t]*(?:№|n°)?[ \t]*[:=–—#][ \t]*([\w./-]{3,80})/imu;
const REASON =
  /^[ \t>*-]*(?:reason|suspension[ \t]+reason|motif|raison|cause|причина(?:[ \t]+блокировки|[ \t]+приостановки)?)[ \t]*[:=–—][ \t]*([^\n]{2,500})/imu;

/** Addresses of the network a text names, in their written form, in its order. */
export function ipsIn(text: string): string[] {
  const found = [...text.matchAll(new RegExp(IP, 'gi'))].flatMap(([one]) => parseIp(one)?.text ?? []);
  return [...new Set(found)];
}

/** Names in the DNS a text names, of mail addresses too, lower case, without what belongs to `host`. */
export function domainsIn(text: string, host: string): string[] {
  const base = organisationOf(host);
  const named = [...text.matchAll(new RegExp(DOMAIN, 'gi'))].map(([one]) => one);
  const written = [...text.matchAll(EMAIL)].map(([, domain = '']) => domain);
  const all = [...named, ...written].map((one) => one.toLowerCase().replace(/^www\./, ''));
  return [...new Set(all)].filter((one) => base === '' || (one !== base && !one.endsWith(`.${base}`)));
}

/** Logins a text names as such: behind a label, in quotes behind the word, or in a path. */
export function loginsIn(text: string): string[] {
  const one = [LABELLED_LOGIN, QUOTED_LOGIN, NAMED_LOGIN, HOME].flatMap((pattern) => [...text.matchAll(pattern)].map(([, login = '']) => login));
  const several = [...text.matchAll(NAMED_LOGINS)].flatMap(([, list = '']) => list.match(/[a-z0-9][a-z0-9_.-]*[a-z0-9]/gi) ?? []);
  return [...new Set([...one, ...several])];
}

/** Mail addresses a text names. */
export function emailsIn(text: string): string[] {
  return [...new Set([...text.matchAll(EMAIL)].map(([one]) => one.toLowerCase()))];
}

/** The program on the site that a text names; '' = none. */
export function scriptIn(text: string): string {
  return SCRIPT_PATH.exec(text)?.[0] ?? '';
}

/** The lists a text names, the first first. */
export function listsIn(text: string): string[] {
  const found = LIST_NAMES.map(({ name, pattern }) => ({ name, at: text.search(pattern) })).filter(({ at }) => at >= 0);
  // "Spamhaus SBL" is no other list than the "Spamhaus" it begins with.
  const own = found.filter(({ name }) => !found.some((other) => other.name !== name && other.name.startsWith(`${name} `)));
  const names = own.sort((a, b) => a.at - b.at).map(({ name }) => name);
  const labelled = LABELLED_LIST.exec(text)?.[1]?.trim();
  return names.length > 0 || labelled === undefined ? names : [labelled];
}

/** The number under which a list keeps its entry; '' = none is named. */
export function referenceIn(text: string): string {
  const [, spamhaus, labelled] = REFERENCE.exec(text) ?? [];
  return (spamhaus ?? labelled ?? '').trim();
}

/** What a text gives as the reason behind that word; '' = it gives none. */
export function reasonIn(text: string): string {
  return REASON.exec(text)?.[1]?.trim() ?? '';
}
