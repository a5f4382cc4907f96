/** What a case is about, as far as it is worded in one sentence. */
type Subject =
  | { readonly kind: 'listing'; readonly list: string; readonly listed: string }
  | { readonly kind: 'suspension'; readonly scope: 'account' | 'pack'; readonly stopped: 'hosting' | 'mail'; readonly name: string }
  | { readonly kind: 'blocked_object'; readonly object: 'script' | 'ip' | 'account'; readonly name: string }
  | { readonly kind: 'port_25'; readonly server: string }
  | { readonly kind: 'recipient'; readonly address: string };

/** The sentence (under `what` of the texts of cases) that says what happened, and what fills it. `isNameless`: nobody said the name of what it happened to. */
export function whatOf(subject: Subject) {
  switch (subject.kind) {
    case 'listing':
      return { key: 'listing', values: { list: subject.list, listed: subject.listed }, isNameless: false } as const;
    case 'suspension':
      if (subject.scope === 'pack') return { key: subject.stopped === 'mail' ? 'pack_mail' : 'pack', values: {}, isNameless: false } as const;
      return named(subject.stopped === 'mail' ? 'account_mail' : 'account', subject.name);
    case 'blocked_object':
      return named(subject.object === 'account' ? 'sending' : subject.object, subject.name);
    case 'port_25':
      return named('port_25', subject.server);
    case 'recipient':
      return { key: 'recipient', values: { address: subject.address }, isNameless: false } as const;
  }
}

function named<K extends string>(key: K, name: string) {
  return name === '' ? ({ key, values: {}, isNameless: true } as const) : ({ key: `${key}_named`, values: { name }, isNameless: false } as const);
}
