import { hidingNames, isUnreadable, type Look, lookOf, PLAIN } from '../../shared/html-look.ts';
import { attributesOf, pieces, unescaped } from '../../shared/html-tags.ts';

/** HTML of mails is read up to here; what a person writes stands at the top. */
const HTML_LIMIT = 400_000;

/** Elements inside each other that are told apart. */
const DEPTH_LIMIT = 2000;

/** Elements that begin a new line. */
const BLOCKS = new Set(['address', 'article', 'blockquote', 'br', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr']);
const MORE_BLOCKS = new Set(['li', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul']);
/** Elements whose text nobody reads. */
const UNSEEN = new Set(['audio', 'canvas', 'datalist', 'head', 'iframe', 'noembed', 'noframes', 'object', 'script', 'style', 'template', 'title', 'video']);
/** Elements that others end with; small ones are often closed in the wrong order, or never. */
const TRACKED = new Set(['article', 'blockquote', 'div', 'section', 'span', 'table', ...UNSEEN]);
/** Elements that hold nothing. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Elements that end where the next of their kind begins. */
const REPEATED = new Set(['dd', 'dt', 'li', 'p', 'td', 'th', 'tr']);

/** Longest tag that is read, in characters. */
const TAG_LIMIT = 8000;
const TOO_LONG: ReadonlyMap<string, string> = new Map([['hidden', '']]);

/** Class or id of the element in which a mail program keeps what is answered, beside `blockquote`. */
const QUOTING = /\b(yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-forward-container|OLK_SRC_BODY_SECTION|quote-fd|mail_quote)\b/i;
/** Where Outlook begins what is answered: everything behind it is. */
const QUOTED_FROM_HERE = /\b(x_)?(divRplyFwdMsg|mail-editor-reference-message-container|reply-intro|hmmessage-quote)\b/;
/** A line by which the rules of plain text know the same. */
const CUT_LINE = '-----Original Message-----';

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly quotes: boolean;
  readonly cuts: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

function tagOf(raw: string): Tag {
  const name = /^<\/?\s*([a-z][a-z0-9:-]*)/i.exec(raw)?.[1]?.toLowerCase() ?? '';
  // Nobody writes in an element whose tag is longer: what is in it is not taken for anybody's words.
  const attributes = raw.length > TAG_LIMIT ? TOO_LONG : attributesOf(raw);
  const marks = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  return { name, closing: raw.startsWith('</'), quotes: name === 'blockquote' || QUOTING.test(marks), cuts: QUOTED_FROM_HERE.test(marks), attributes };
}

/** An element that is open, with what its text inherits. */
interface Open {
  readonly name: string;
  readonly look: Look;
  readonly removed: boolean;
  readonly unseen: boolean;
  readonly quoted: boolean;
}

const OUTSIDE: Open = { name: '', look: PLAIN, removed: false, unseen: false, quoted: false };

/** Collects the text of a page line by line. */
class Page {
  readonly lines: string[] = [];
  readonly #hiding: ReadonlySet<string>;
  readonly #open: Open[] = [];
  #line = '';
  /** Elements open that are too deep to be known. */
  #beyond = 0;

  constructor(hiding: ReadonlySet<string>) {
    this.#hiding = hiding;
  }

  text(raw: string): void {
    if (this.#around().unseen) return;
    this.#line += unescaped(raw).replace(/\s+/g, ' ');
  }

  tag(tag: Tag): void {
    if (BLOCKS.has(tag.name) || MORE_BLOCKS.has(tag.name)) this.end();
    else if (tag.name === 'td' || tag.name === 'th') this.#line += ' ';
    if (tag.name === '' || VOID.has(tag.name)) return;
    if (tag.closing) this.#close(tag.name);
    else {
      if (tag.cuts) this.lines.push(CUT_LINE);
      this.#enter(tag);
    }
  }

  end(): void {
    // What is too deep to be known is nobody's own words.
    this.lines.push(`${this.#around().quoted || this.#beyond > 0 ? '> ' : ''}${this.#line.trim()}`);
    this.#line = '';
  }

  #around(): Open {
    return this.#open.at(-1) ?? OUTSIDE;
  }

  #enter(tag: Tag): void {
    this.#closeImplied(tag.name);
    if (this.#open.length >= DEPTH_LIMIT) {
      this.#beyond += 1;
      return;
    }
    const around = this.#around();
    const look = lookOf(tag.attributes, around.look, this.#hiding);
    const removed = around.removed || UNSEEN.has(tag.name);
    this.#open.push({ name: tag.name, look, removed, unseen: removed || isUnreadable(look), quoted: around.quoted || tag.quotes });
  }

  /** A paragraph ends where another block begins, a cell or an item where the next one does, the head where the body begins. */
  #closeImplied(name: string): void {
    const last = this.#around().name;
    const block = BLOCKS.has(name) || MORE_BLOCKS.has(name);
    if ((last === 'p' && block) || (last === name && REPEATED.has(name)) || (last === 'head' && name === 'body')) this.#open.pop();
  }

  #close(name: string): void {
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return;
    }
    const at = this.#open.findLastIndex((open) => open.name === name);
    // A stray end of a small element ends no quotation around it.
    if (at < 0 || (!TRACKED.has(name) && this.#open.slice(at + 1).some((open) => TRACKED.has(open.name)))) return;
    this.#open.length = at;
  }
}

/** The text of an HTML mail, line by line; what stands in a quotation begins with ">", as it does in plain text, and what nobody can see is left out. */
export function htmlLines(html: string): string {
  const page = new Page(hidingNames(html.slice(0, HTML_LIMIT)));
  for (const piece of pieces(html.slice(0, HTML_LIMIT))) {
    if (/^<[/a-z!?]/i.test(piece)) page.tag(tagOf(piece));
    else page.text(piece);
  }
  page.end();
  return page.lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
