import { LANGUAGES } from '../shared/language.ts';
import { escapeHtml } from '../shared/text.ts';
import { type Words, wordsIn } from './words.ts';

function section(language: string, say: Words): string {
  const [title, why, how] = [say('cli:noSession.title'), say('cli:noSession.why'), say('cli:noSession.how')].map(escapeHtml);
  return `<section lang="${language}"><h2>${title}</h2><p>${why}</p><p>${how}</p></section>`;
}

/** What a visitor without a link is shown, in all three languages because nothing is known about him. No script, no style. */
export function noSessionPage(): string {
  const sections = LANGUAGES.map((language) => section(language, wordsIn(language)));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sendward</title></head><body><main><h1>Sendward</h1>${sections.join('')}</main></body></html>`;
}
