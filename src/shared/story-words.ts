type Values = Readonly<Record<string, string | number>>;

/** How what fills a sentence of the story is said in the language of its reader. */
export interface StoryWords<Key extends string> {
  /** A sentence of the namespace `story`. */
  readonly sentence: (key: Key, values: Values) => string;
  /** A calendar day, YYYY-MM-DD. */
  readonly day: (on: string) => string;
  readonly role: (role: string) => string;
  readonly channel: (channel: string) => string;
  /** What an alert said, whose kind and facts stand among the values. */
  readonly alert: (values: Values) => string;
}

/** What the program told in the story of a case, in the language of its reader. */
export function storySentence<Key extends string>({ key, values }: { readonly key: Key; readonly values: Values }, words: StoryWords<Key>): string {
  if (key !== 'relapse_alert') return words.sentence(key, worded(values, words));
  const said = words.alert(values);
  const whose = String(values['whose'] ?? '');
  return words.sentence(key, { sign: said.includes(whose) ? said : `${whose}: ${said}` });
}

function worded(values: Values, words: Wording): Values {
  const said: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    const word = typeof value === 'string' ? WORDED[name] : undefined;
    said[name] = word === undefined ? value : word(words)(String(value));
  }
  return said;
}

type Wording = Pick<StoryWords<string>, 'day' | 'role' | 'channel'>;

const WORDED: Readonly<Record<string, (words: Wording) => (value: string) => string>> = {
  on: ({ day }) => day,
  role: ({ role }) => role,
  channel: ({ channel }) => channel,
};
