import { isPage } from '../../../shared/html-tags.ts';
import type { Asked } from './asked.ts';
import { unsubscribeIn } from './header.rules.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import { lookAtPage } from './page.rules.ts';
import { header, type Sample, shown, shownHeader } from './sample.rules.ts';
import { languageIn, leadsToUnsubscribing, mayUnsubscribe, speaksOfUnsubscribing } from './words.rules.ts';

/** H07: mail programs can show a button for it (RFC 2369, RFC 8058). */
export function unsubscribeHeader(sample: Sample, { purpose }: Asked): Outcome[] {
  const [value] = header(sample, 'list-unsubscribe');
  if (value === undefined) return [purpose === 'service' ? passed('service') : failed('H07.none')];
  const evidence = shownHeader('List-Unsubscribe', value);
  const { uris, outside } = unsubscribeIn(value);
  if (uris.length === 0 || outside !== '') return [failed('H07.brackets', { evidence })];
  if (uris.some((uri) => uri === '' || /\s/.test(uri))) return [failed('H07.broken', { evidence })];
  const https = uris.filter((uri) => /^https:\/\/[^/\s]+/i.test(uri));
  if (https.length === 1) return [passed('H07.ok', { evidence })];
  return [failed('H07.http', { facts: { count: https.length }, evidence })];
}

/** H08: one click is enough (RFC 8058, 3.1). */
export function oneClick(sample: Sample, { purpose }: Asked): Outcome[] {
  const [value] = header(sample, 'list-unsubscribe-post');
  if (value === undefined) return [purpose === 'service' && !sample.headers.has('list-unsubscribe') ? passed('service') : failed('H08.none')];
  return [value.trim() === 'List-Unsubscribe=One-Click' ? passed('H08.ok') : failed('H08.value', { evidence: shownHeader('List-Unsubscribe-Post', value) })];
}

/** A way out as it stands in the body. */
export interface WayOut {
  readonly href: string;
  readonly text: string;
  readonly visible: boolean;
}

const NOT_A_PLACE = /^(#|javascript:|$)/i;
const TEXT_LINK = /(?:https?:\/\/|mailto:)[^\s<>"]+/gi;
/** Letters below which a body says nothing in words. */
const FEW_LETTERS = 20;

/** Every link of the body that has to do with unsubscribing, those that can be seen first. */
export function waysOut(sample: Sample): WayOut[] {
  const inHeader = header(sample, 'list-unsubscribe').flatMap((value) => unsubscribeIn(value).uris);
  const leads = (href: string): boolean => leadsToUnsubscribing(href) || inHeader.includes(href);
  const found = sample.page === null ? textLinks(sample, leads) : pageLinks(sample, leads);
  return found.sort((a, b) => Number(b.visible) - Number(a.visible));
}

function pageLinks({ page }: Sample, leads: (href: string) => boolean): WayOut[] {
  const links = (page?.links ?? []).filter(({ href }) => !NOT_A_PLACE.test(href));
  const named = links.filter(({ href, text }) => speaksOfUnsubscribing(text) || leads(href));
  // "To unsubscribe, click here": the words stand beside the link. In a line of many links nobody knows which one is meant.
  const beside = links.filter(({ line }, _, all) => speaksOfUnsubscribing(line) && all.filter((other) => other.line === line).length <= 3);
  return (named.length > 0 ? named : beside).map(({ href, text, line, visible }) => ({ href, text: text === '' ? line : text, visible }));
}

function textLinks({ lines }: Sample, leads: (href: string) => boolean): WayOut[] {
  return lines.slice(0, 5000).flatMap((line, index) => {
    const near = [lines[index - 2], lines[index - 1], line, lines[index + 1]].some((each) => each !== undefined && speaksOfUnsubscribing(each.slice(0, 2000)));
    return (line.slice(0, 4000).match(TEXT_LINK) ?? []).filter((href) => near || leads(href)).map((href) => ({ href, text: line, visible: true }));
  });
}

/** A link of which neither its words nor its address tell what it is for. */
function perhapsOut({ page, lines }: Sample): string | undefined {
  const hrefs =
    page === null
      ? lines.slice(0, 5000).flatMap((line) => line.slice(0, 4000).match(TEXT_LINK) ?? [])
      : page.links.filter(({ visible }) => visible).map(({ href }) => href);
  return hrefs.find(mayUnsubscribe);
}

/** Why nobody can tell what a body says: it was not read, it is made of pictures, or of words nobody here reads. Null = one can. */
export function unreadableBody({ bodyRead, page, visible }: Sample): Outcome | null {
  if (!bodyRead) return unknown('noBody');
  const letters = visible.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEW_LETTERS && (page?.pictures ?? 0) > 0) return unknown('images', { facts: { count: page?.pictures ?? 0 } });
  return languageIn(visible) === 'other' ? unknown('foreign') : null;
}

/** B01: a reader finds how to stop it. */
export function visibleWayOut(sample: Sample, { purpose }: Asked): Outcome[] {
  const [first] = waysOut(sample);
  if (first?.visible === true) return [passed('B01.ok', { evidence: shown(`${first.text} → ${first.href}`) })];
  if (purpose === 'service') return [passed('service')];
  const why = unreadableBody(sample);
  if (why !== null) return [why];
  if (first !== undefined) return [failed('B01.hidden', { evidence: shown(`${first.text} → ${first.href}`) })];
  const perhaps = perhapsOut(sample);
  if (perhaps !== undefined) return [unknown('B01.unsure', { evidence: shown(perhaps) })];
  const words = sample.lines.find((line) => speaksOfUnsubscribing(line.slice(0, 2000)));
  return [words === undefined ? failed('B01.none') : failed('B01.words', { evidence: shown(words) })];
}

const LOGIN_WORD = '(?:log-?in|sign-?in|connexion|se-connecter|auth|authenticate|authentification|sso|wp-login(?:\\.php)?|vhod|voyti)';
/** A login by its path, by the host's name, or by what the address asks a page to show. */
const LOGIN = new RegExp(
  [
    `^https?://(?:[^/?#]*@)?(?:www\\.)?${LOGIN_WORD}\\.`,
    `/${LOGIN_WORD}(?:\\.[a-z]{2,5})?(?:[/?#]|$)`,
    `[?&](?:page|action|view|route|do|act|mod|module|option|task|p|r|q)=/?${LOGIN_WORD}(?:[&#]|$)`,
    `\\?${LOGIN_WORD}(?:[&#]|$)`,
  ].join('|'),
  'i',
);
const IP_HOST = /^https?:\/\/(?:[^/@?#]*@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|0x[0-9a-f]+|\d{8,10})(?=[:/?#]|$)/i;

/** B02: the way out leads to a page, by its name, without a login; and no link of the mail leads to a bare number. */
export function openWayOut(sample: Sample, { unsubscribePage }: Asked): Outcome[] {
  if (!sample.bodyRead) return [unknown('noBody')];
  const found: Outcome[] = [];
  const out = waysOut(sample)[0]?.href ?? header(sample, 'list-unsubscribe').flatMap((value) => unsubscribeIn(value).uris)[0];
  const bare = [
    ...(sample.page?.links ?? []).map(({ href }) => href),
    ...(sample.text.match(TEXT_LINK) ?? []).slice(0, 500),
    ...(out === undefined ? [] : [out]),
  ].find((href) => IP_HOST.test(href));
  if (bare !== undefined) found.push(failed('B02.ip', { evidence: shown(bare) }));
  if (out !== undefined && !/^https?:\/\//i.test(out)) found.push(failed('B02.scheme', { evidence: shown(out) }));
  if (out !== undefined && LOGIN.test(out)) found.push(failed('B02.login', { evidence: shown(out) }));
  // A page that no link of this mail opens says nothing of the mail.
  const page = unsubscribePage === null || (out === undefined && perhapsOut(sample) === undefined) ? null : pageOutcome(unsubscribePage);
  if (page?.outcome === 'fail') found.push(page);
  if (found.length > 0) return found;
  return [page ?? (out === undefined ? unknown('B02.noLink') : passed('B02.ok', { evidence: shown(out) }))];
}

/** Letters below which a page shows nothing to a person: one that scripts fill is saved empty. */
const EMPTY_PAGE = 10;

/** What the saved page asks before it lets go: a login, one press, or more, of which only a person can say whether that is simple. */
function pageOutcome(html: string): Outcome {
  if (!isPage(html)) return unknown('B02.noPage');
  const { passwordField, fields, buttons, text } = lookAtPage(html);
  if (passwordField) return failed('B02.password');
  if (fields > 0) return unknown('B02.pageFields', { facts: { count: fields } });
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return buttons === 0 && letters < EMPTY_PAGE ? unknown('B02.pageEmpty') : passed('B02.page');
}
