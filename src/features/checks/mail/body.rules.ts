import type { Asked } from './asked.ts';
import { isAligned, isShortener } from './known-domains.rules.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import type { Link } from './page.rules.ts';
import { type Sample, shown } from './sample.rules.ts';
import { unreadableBody } from './unsubscribe.rules.ts';
import { identityIn, reasonIn } from './who-why.rules.ts';

/** B03: the mail says why it is sent. Only what cannot be a reason is told to be none. */
export function saysWhy(sample: Sample): Outcome[] {
  const { kind, line } = reasonIn(sample.lines.map((each) => each.slice(0, 2000)));
  if (kind === 'reason') return [passed('B03.ok', { evidence: shown(line) })];
  return [unreadableBody(sample) ?? (kind === 'none' ? failed('B03.none') : unknown('B03.unsure', { evidence: shown(line) }))];
}

/** Countries whose law asks for a postal address in every commercial mail (15 U.S.C. 7704(a)(5); CASL, s. 6). */
export const ADDRESS_COUNTRIES: readonly string[] = ['US', 'CA'];

/** B04: the mail says who is behind it. Only what cannot be an address is told to be none. */
export function saysWho(sample: Sample, { countries }: Asked): Outcome[] {
  const { kind, line } = identityIn(sample.lines.map((each) => each.slice(0, 2000)));
  const strict = countries.some((country) => ADDRESS_COUNTRIES.includes(country));
  if (kind === 'address' || (kind === 'company' && !strict)) return [passed('B04.ok', { evidence: shown(line) })];
  const why = unreadableBody(sample);
  if (why !== null) return [why];
  return [kind === 'none' && (sample.page?.pictures ?? 0) === 0 ? failed('B04.none') : unknown('B04.unsure', { evidence: shown(line) })];
}

/** B05: nothing is hidden from the reader, neither text nor where a link leads. */
export function nothingHidden(sample: Sample): Outcome[] {
  if (!sample.bodyRead) return [unknown('noBody')];
  const found: Outcome[] = [];
  const [hidden] = sample.page?.hidden ?? [];
  if (hidden !== undefined) found.push(failed('B05.hidden', { facts: { count: sample.page?.hidden.length ?? 0 }, evidence: shown(hidden) }));
  const links = sample.page?.links ?? [];
  const hrefs = [...links.map(({ href }) => href), ...(sample.text.match(/https?:\/\/[^\s<>"]+/gi) ?? []).slice(0, 500)];
  const short = hrefs.find((href) => isShortener(hostOf(href)));
  if (short !== undefined) found.push(failed('B05.shortener', { facts: { host: hostOf(short) }, evidence: shown(short) }));
  const masked = links.find(isMasked);
  if (masked !== undefined) found.push(failed('B05.mismatch', { evidence: shown(`${masked.text} → ${masked.href}`) }));
  if (found.length > 0) return found;
  const preview = sample.page?.preview ?? '';
  return [preview === '' ? passed('B05.ok') : unknown('B05.preview', { evidence: shown(preview) })];
}

/** Host of a web address, in lower case; empty for anything else. */
function hostOf(href: string): string {
  return /^https?:\/\/(?:[^/@?#]*@)?([^/:?#]+)/i.exec(href.slice(0, 2000))?.[1]?.toLowerCase() ?? '';
}

/** The words of a link name one place, and it leads to another. */
function isMasked({ text, href }: Link): boolean {
  const named = /^(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+[\p{L}]{2,24})(?:[/?#:]\S*)?$/iu.exec(text.slice(0, 2000))?.[1];
  const host = hostOf(href);
  return named !== undefined && host !== '' && !isAligned(named, host);
}

/** Kilobytes of HTML beyond which Gmail shows the beginning only, and with it perhaps no way to unsubscribe. */
const LARGE_KB = 102;

/** Megabytes beyond which Postfix takes no message unless told otherwise (`message_size_limit`, postconf(5)), and many a server with it. */
const HEAVY_MB = 10;

/** B06: whoever reads it as plain text can, and the page is sound. */
export function soundBody(sample: Sample): Outcome[] {
  const { bodyRead, page, text, html, sizeBytes } = sample;
  const found: Outcome[] = [];
  const megabytes = Math.ceil(sizeBytes / 1024 / 1024);
  if (megabytes > HEAVY_MB) found.push(failed('B06.heavy', { facts: { megabytes, limit: HEAVY_MB } }));
  if (!bodyRead) return [...found, unknown('noBody')];
  if (text.trim() === '') found.push(failed(page === null ? 'B06.empty' : 'B06.noText'));
  const broken = page?.broken ?? [];
  if (broken.length > 0) found.push(failed('B06.broken', { facts: { names: broken.join(', ') } }));
  const kilobytes = Math.ceil(html.length / 1024);
  if (kilobytes > LARGE_KB) found.push(failed('B06.large', { facts: { kilobytes, limit: LARGE_KB } }));
  return found.length === 0 ? [passed('B06.ok')] : found;
}
