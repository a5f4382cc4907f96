/** What a letter says, in the language of its reader. */
export function LetterWords({ language, subject, text }: { readonly language: string; readonly subject: string; readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its window must be reachable by keyboard
    <section className="stack letter-words" lang={language} aria-label={subject} tabIndex={0}>
      <h3>{subject}</h3>
      <p>{text}</p>
    </section>
  );
}
