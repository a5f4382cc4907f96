/** HTML of mails is read up to here; what a person writes stands at the top. */
const HTML_LIMIT = 400_000;

/** Elements inside each other that are told apart. */
const DEPTH_LIMIT = 2000;

/** Elements that begin a new line. */
const BLOCKS = new Set(['address', 'article', 'blockquote', 'br', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr']);
const MORE_BLOCKS = new Set(['li', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul']);
/** Elements whose text nobody reads. */
const UNSEEN = new Set(['head', 'script', 'style', 'title', 'template']);
/** Elements that may quote, or hide, what is in them; of others, many are never closed. */
const TRACKED = new Set(['article', 'blockquote', 'div', 'section', 'span', 'table', ...UNSEEN]);

/** Class or id of the element in which a mail program keeps what is answered, beside `blockquote`. */
const QUOTING = /\b(yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-forward-container|OLK_SRC_BODY_SECTION|quote-fd|mail_quote)\b/i;
/** Where Outlook begins what is answered: everything behind it is. */
const QUOTED_FROM_HERE = /\b(x_)?(divRplyFwdMsg|mail-editor-reference-message-container|reply-intro|hmmessage-quote)\b/;
/** A line by which the rules of plain text know the same. */
const CUT_LINE = '-----Original Message-----';

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
};

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly quotes: boolean;
  readonly cuts: boolean;
}

function tagOf(raw: string): Tag {
  const name = /^<\/?\s*([a-z][a-z0-9]*)/i.exec(raw)?.[1]?.toLowerCase() ?? '';
  const marks = raw.length > 2000 ? '' : [...raw.matchAll(/\b(?:class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi)].map((match) => match[1] ?? '').join(' ');
  return { name, closing: raw.startsWith('</'), quotes: name === 'blockquote' || QUOTING.test(marks), cuts: QUOTED_FROM_HERE.test(marks) };
}

/** Cuts HTML into tags and texts, comments left out. Whatever is malformed is text. */
function* pieces(html: string): Generator<string, void, void> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return yield html.slice(at);
    if (open > at) yield html.slice(at, open);
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open);
    if (close < 0) return comment ? undefined : yield html.slice(open);
    if (!comment) yield html.slice(open, close + 1);
    at = close + (comment ? 3 : 1);
  }
}

/** Collects the text of a page line by line. */
class Page {
  readonly lines: string[] = [];
  readonly #open: Tag[] = [];
  #line = '';
  #unseen = false;
  #quoted = false;
  /** Elements open that are too deep to be known. */
  #beyond = 0;

  text(raw: string): void {
    if (this.#unseen) return;
    this.#line += unescaped(raw).replace(/\s+/g, ' ');
  }

  tag(tag: Tag): void {
    if (BLOCKS.has(tag.name) || MORE_BLOCKS.has(tag.name)) this.end();
    else if (tag.name === 'td' || tag.name === 'th') this.#line += ' ';
    if (tag.closing) this.#close(tag.name);
    else {
      if (tag.cuts) this.lines.push(CUT_LINE);
      if (TRACKED.has(tag.name)) this.#enter(tag);
    }
  }

  end(): void {
    this.lines.push(`${this.#quoted ? '> ' : ''}${this.#line.trim()}`);
    this.#line = '';
  }

  #enter(tag: Tag): void {
    if (this.#open.length >= DEPTH_LIMIT) {
      this.#beyond += 1;
      return;
    }
    this.#open.push(tag);
    this.#unseen ||= UNSEEN.has(tag.name);
    this.#quoted ||= tag.quotes;
  }

  #close(name: string): void {
    if (!TRACKED.has(name)) return;
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return;
    }
    const at = this.#open.findLastIndex((tag) => tag.name === name);
    if (at < 0) return;
    this.#open.length = at;
    this.#unseen = this.#open.some((tag) => UNSEEN.has(tag.name));
    this.#quoted = this.#open.some(({ quotes }) => quotes);
  }
}

/** The text of an HTML mail, line by line; what stands in a quotation begins with ">", as it does in plain text. */
export function htmlLines(html: string): string {
  const page = new Page();
  for (const piece of pieces(html.slice(0, HTML_LIMIT))) {
    if (/^<[/a-z!?]/i.test(piece)) page.tag(tagOf(piece));
    else page.text(piece);
  }
  page.end();
  return page.lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
