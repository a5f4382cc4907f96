import type { Language } from '../../../src/shared/language.ts';

/** The words of a letter as they are read, in the language of its reader. */
export function LetterWords({ text, language, label }: { text: string; language: Language; label: string }) {
  return (
    <article className="round-letter-words" lang={language} aria-label={label}>
      {text}
    </article>
  );
}
