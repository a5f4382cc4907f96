/**
 * A sentence whose last value brings a full stop of its own ("12 марта 2026 г.", « 12 oct. ») ends with that one: no language sets two. Only where such a value meets the
 * stop of the sentence, so that dots inside of what somebody wrote stay as they are.
 */
export function withOneStop(sentence: string, values: Readonly<Record<string, unknown>>): string {
  if (!sentence.includes('..')) return sentence;
  const stopped = Object.values(values).flatMap((value) => (typeof value === 'string' && /[^.]\.$/.test(value) ? [value] : []));
  return stopped.reduce(
    (text, value) => text.split(`${value}.`).reduce((before, after) => `${before}${value}${after.startsWith('.') ? '.' : ''}${after}`),
    sentence,
  );
}

/** The same as a post-processor of i18next, for whatever words a sentence: `.use(ONE_STOP)` and `postProcess: ONE_STOP.name`. */
export const ONE_STOP = {
  type: 'postProcessor',
  name: 'oneStop',
  process: (sentence: string, _key: unknown, values: Readonly<Record<string, unknown>>): string => withOneStop(sentence, values),
} as const;
