/** First start: the choice of the language, each in its own words. */
export function LanguageSitting() {
  return null;
}
