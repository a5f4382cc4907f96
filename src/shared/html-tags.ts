const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ugrave: 'ù',
  ucirc: 'û',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '',
  zwnj: '',
  zwj: '',
};

/** Text of HTML with its character references replaced. */
export function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

/** Where the tag that begins at `open` ends; a ">" inside a quoted value does not end it. -1 = it never does. */
function endOfTag(html: string, open: number): number {
  let quote = '';
  let value = false;
  for (let at = open + 1; at < html.length; at++) {
    const sign = html.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '>') return at;
    else if (value && (sign === '"' || sign === "'")) quote = sign;
    value = sign === '=' || (value && quote === '' && sign.trim() === '');
  }
  return -1;
}

/** Cuts HTML into tags and texts, comments left out. What begins like a tag and never ends is not shown by any program: left out too. */
export function* pieces(html: string): Generator<string, void, void> {
  const opening = /<[a-z/!?]/gi;
  let at = 0;
  while (at < html.length) {
    opening.lastIndex = at;
    const open = opening.exec(html)?.index;
    if (open === undefined) return yield html.slice(at);
    if (open > at) yield html.slice(at, open);
    const comment = html.startsWith('<!--', open);
    const close = comment ? html.indexOf('-->', open) : endOfTag(html, open);
    if (close < 0) return;
    if (!comment) yield html.slice(open, close + 1);
    at = close + (comment ? 3 : 1);
  }
}

/** Attributes of a tag by their names in lower case, the first of each name. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of tag.slice(0, -1).matchAll(/[\s/"']([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, unescaped(/^["']/.test(value) ? value.slice(1, -1) : value));
  }
  return found;
}

/** Whether a text is a page saved as HTML: it begins with a tag, and one of those that a page is made of comes soon. A mail with HTML in it begins with its head. */
export function isPage(text: string): boolean {
  return /^[\uFEFF\s]*</.test(text.slice(0, 1000)) && /<(!doctype\s+html|html|head|body|form|div|p)[\s>]/i.test(text.slice(0, 20_000));
}
