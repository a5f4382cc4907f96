import type { Rung } from '../../contract/evidence.ts';
import type { Texts } from '../../ports/texts.ts';
import type { Language } from '../../shared/language.ts';
import { escapeHtml } from '../../shared/text.ts';

/** One proof as the page tells it; everything is plain text. */
export interface PageEntry {
  readonly rung: Rung;
  readonly versionNumber: number;
  readonly effectiveOn: string;
  readonly publishedAt: number;
  readonly hostName: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly to: string;
  readonly from: string;
  readonly domains: readonly string[];
  readonly language: Language;
  readonly subject: string;
  readonly messageId: string;
  readonly serverReply: string;
  readonly versionSha256: string;
  readonly contentSha256: string;
  readonly files: readonly { readonly word: 'eml' | 'pdf' | 'json' | 'content' | 'policy'; readonly name: string }[];
}

export interface Page {
  readonly language: Language;
  readonly timeZone: string;
  readonly clientName: string;
  /** Instant of the newest entry: the page says nothing about the moment it was made, so that the same proof gives the same bytes. */
  readonly asOf: number;
  readonly entries: readonly PageEntry[];
}

/** Rungs nobody outside has seen anything of. */
const WEAK: readonly Rung[] = ['practised', 'prepared'];

const STYLE = `:root{color-scheme:light}body{font:16px/1.5 "Noto Sans",system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:2rem 0 .5rem}dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1rem;margin:0}
dt{color:#4a5560}dd{margin:0;overflow-wrap:anywhere}section{border-top:1px solid #c8cfd6;padding-bottom:.5rem}.weak{border:2px solid #8a5a00;padding:.1rem .5rem;font-weight:600;color:#5f3d00}
code{font:.85em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}ul{padding-left:1.2rem;margin:.25rem 0}a{color:#0b57d0}@media print{body{margin:0;max-width:none;font-size:11pt}section{break-inside:avoid}a{color:inherit;text-decoration:none}}
@media(max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.5rem}}`;

/** The readable index of a bundle: one file without scripts or anything from elsewhere. */
export function bundlePage(page: Page, texts: Texts): string {
  const t = (key: string, values: Readonly<Record<string, string | number>> = {}): string => escapeHtml(texts.t(page.language, `evidence:${key}`, values));
  const title = t('title', { client: page.clientName });
  const weak = page.entries.filter(({ rung }) => WEAK.includes(rung)).length;
  const strong = page.entries.length - weak;
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${t('asOf', moment(page, page.asOf))}</p>
<p>${strong === 0 ? t('countedNone') : t('counted', { count: strong })}</p>
${weak === 0 ? '' : `<p>${t('weaker', { count: weak })}</p>\n`}<h2>${t('proves.heading')}</h2>
<p>${t('proves.text', { rung: texts.t(page.language, 'evidence:rung.handed_to_smtp') })}</p>
<h2>${t('limits.heading')}</h2>
<ul>
${limitsOf(page, texts)
  .map((line) => `<li>${escapeHtml(line)}</li>`)
  .join('\n')}
</ul>
<h2>${t('check.heading')}</h2>
<p>${t('check.text')}</p>
${page.entries.map((entry, index) => section(page, { entry, index }, t)).join('\n')}
</main>
</body>
</html>
`;
}

function limitsOf(page: Page, texts: Texts): string[] {
  const t = (key: string, values?: Readonly<Record<string, string>>): string => texts.t(page.language, `evidence:${key}`, values);
  return [
    t('limits.delivered'),
    t('limits.read'),
    t('limits.clock'),
    t('limits.complete'),
    t('limits.practised', { practised: t('rung.practised'), prepared: t('rung.prepared') }),
  ];
}

type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function section(page: Page, { entry, index }: { readonly entry: PageEntry; readonly index: number }, t: Words): string {
  const dated = (at: number): string => escapeHtml(both(page, at));
  const published = moment(page, entry.publishedAt).at;
  const files = entry.files.map(({ word, name }) => `<li><a href="${escapeHtml(name)}">${escapeHtml(name)}</a>: ${t(`file.${word}`)}</li>`).join('');
  const rows: [string, string][] = [
    [t('field.rung'), `${t(`rung.${entry.rung}`)}${WEAK.includes(entry.rung) ? ` <span class="weak">${t('noProof')}</span>` : ''}`],
    [t('field.when'), dated(entry.happenedAt)],
    [t('field.recorded'), dated(entry.recordedAt)],
    [t('field.to'), escapeHtml(entry.to)],
    [t('field.from'), escapeHtml(entry.from)],
    [t('field.domains'), escapeHtml(entry.domains.join(', '))],
    [t('field.language'), t(`language.${entry.language}`)],
    [t('field.subject'), escapeHtml(entry.subject)],
    [t('field.messageId'), `<code>${escapeHtml(entry.messageId)}</code>`],
    [t('field.reply'), `<code>${escapeHtml(entry.serverReply)}</code>`],
    [t('field.version'), t('field.versionText', { number: entry.versionNumber, date: day(page.language, entry.effectiveOn), published })],
    [t('field.versionHash'), `<code>${escapeHtml(entry.versionSha256)}</code>`],
    [t('field.contentHash'), `<code>${escapeHtml(entry.contentSha256)}</code>`],
    [t('field.files'), `<ul>${files}</ul>`],
  ];
  const heading = t('field.heading', { index: index + 1, version: entry.versionNumber, host: entry.hostName });
  return `<section>\n<h2>${heading}</h2>\n<dl>\n${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}\n</dl>\n</section>`;
}

/** An instant in the words of the language with its zone, and as ISO in UTC. */
function moment(page: Page, at: number): { readonly at: string; readonly utc: string } {
  const local = new Intl.DateTimeFormat(page.language, { dateStyle: 'long', timeStyle: 'long', timeZone: page.timeZone }).format(at);
  return { at: local, utc: `${new Date(at).toISOString().slice(0, 19)}Z` };
}

function both(page: Page, at: number): string {
  const { at: local, utc } = moment(page, at);
  return `${local} (${utc})`;
}

function day(language: Language, date: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`));
}
