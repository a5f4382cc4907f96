import type { Texts } from '../../../ports/texts.ts';
import { type Language, LOCALES } from '../../../shared/language.ts';
import { escapeHtml } from '../../../shared/text.ts';

const STYLE = `:root{color-scheme:light}body{font:16px/1.5 "Noto Sans",system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:2rem 0 .5rem}section>h2::first-letter{text-transform:uppercase}dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1rem;margin:0}
dt{color:#4a5560}dd{margin:0;overflow-wrap:anywhere}section{border-top:1px solid #c8cfd6;padding-bottom:.5rem}.weak,.gone{border:2px solid #8a5a00;padding:.1rem .5rem;font-weight:600;color:#5f3d00}
code{font:.85em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}ul{padding-left:1.2rem;margin:.25rem 0}a{color:#0b57d0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #e1e5e9;vertical-align:top;overflow-wrap:anywhere}th.n,td.n{text-align:right}
@media print{body{margin:0;max-width:none;font-size:11pt}section,tr{break-inside:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}}
@media(max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.5rem}}`;

/** Words of a page, escaped. */
export type PageWords = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** How a page speaks: escaped words of its language, and instants in its zone. */
export interface PageVoice {
  readonly language: Language;
  readonly t: PageWords;
  readonly rung: (rung: string) => string;
  /** An instant in the words of the language with its zone, and as ISO in UTC; escaped. */
  readonly moment: (at: number) => { readonly at: string; readonly utc: string };
  readonly day: (date: string) => string;
  /** The name of a language in the language of the page. */
  readonly languageName: (code: string) => string;
}

export function pageVoice(texts: Texts, language: Language, timeZone: string): PageVoice {
  const instants = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'long', timeZone });
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const days = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return {
    language,
    t: (key, values = {}) => escapeHtml(texts.t(language, `bundle:${key}`, values)),
    rung: (rung) => escapeHtml(texts.t(language, `report:rung.${rung}`)),
    moment: (at) => ({ at: escapeHtml(instants.format(at)), utc: `${new Date(at).toISOString().slice(0, 19)}Z` }),
    day: (date) => escapeHtml(days.format(Date.parse(`${date}T00:00:00Z`))),
    languageName: (code) => escapeHtml(names.of(code) ?? code),
  };
}

/** A whole page: one file without scripts or anything from elsewhere. `title` is escaped already, like everything in `body`. */
export function htmlPage(voice: PageVoice, title: string, body: string): string {
  return `<!doctype html>
<html lang="${voice.language}">
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
${body}
</main>
</body>
</html>
`;
}

/** Names and values; both escaped already. Values that are empty are left out. */
export function definitions(rows: readonly (readonly [string, string])[]): string {
  const shown = rows.filter(([, value]) => value !== '');
  return `<dl>\n${shown.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}\n</dl>`;
}

export function list(items: readonly string[]): string {
  return `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}
