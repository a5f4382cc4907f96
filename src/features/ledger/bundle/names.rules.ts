/** Extensions of what may be attached; anything else keeps none of its own, so that nothing runs at a click. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'message/rfc822': 'eml',
};

/** What the name of an attachment ends in inside a bundle. */
export function extensionOf(mime: string): string {
  return EXTENSIONS[mime] ?? 'bin';
}

/** A name in plain Latin letters for what may be called anything: at most 40 characters, never empty. */
export function plainName(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return /^(|con|prn|aux|nul|com\d|lpt\d)$/.test(plain) ? fallback : plain;
}

/** A name nobody has yet: the second of the same gets a number. */
export function freshName(wanted: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
