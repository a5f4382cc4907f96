import { hidingNames, isUnreadable, type Look, lookOf, PLAIN } from '../../../shared/html-look.ts';
import { attributesOf, pieces, unescaped } from '../../../shared/html-tags.ts';

/** HTML is looked at up to here, in characters: many times what mail programs show. */
const HTML_LIMIT = 600_000;
const DEPTH_LIMIT = 2000;
/** Longest tag that is read, in characters. */
const TAG_LIMIT = 16_000;
const KEPT = 500;
/** Longest line that mailing programs put before a mail for the list of mails, in characters; programs show a hundred or so. */
const PREVIEW_LIMIT = 200;

/** A link of a page: where it leads, what it says, and the line it stands in. */
export interface Link {
  readonly href: string;
  readonly text: string;
  readonly line: string;
  readonly visible: boolean;
  /** It shows a picture in place of words. */
  readonly picture: boolean;
}

/** What a person, and what only a program, finds in an HTML mail. */
export interface PageFacts {
  /** What can be read, a line for each block. */
  readonly text: string;
  /** Texts that are there and cannot be read. */
  readonly hidden: readonly string[];
  /** A short one before everything that can be read: mail programs show it beside the subject. Empty = there is none. */
  readonly preview: string;
  readonly links: readonly Link[];
  readonly pictures: number;
  readonly passwordField: boolean;
  /** Fields that have to be filled in, ticked or chosen from; hidden ones and buttons are none. */
  readonly fields: number;
  /** Something to press: a button, or a form that is sent. */
  readonly buttons: number;
  /** Tags that are never closed, or closed without having been opened. */
  readonly broken: readonly string[];
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Elements whose text nobody reads, and nobody means to hide. */
const UNSEEN = new Set(['head', 'iframe', 'noframes', 'object', 'script', 'style', 'template', 'title']);
/** Elements that must be closed; others end by themselves. */
const CLOSED = new Set([
  'a',
  'b',
  'blockquote',
  'center',
  'div',
  'em',
  'font',
  'h1',
  'h2',
  'h3',
  'h4',
  'i',
  'ol',
  'span',
  'strong',
  'style',
  'table',
  'u',
  'ul',
]);
const INLINE = new Set(['a', 'abbr', 'b', 'big', 'code', 'em', 'font', 'i', 'label', 'small', 'span', 'strong', 'sub', 'sup', 'u']);

const NO_FIELD = new Set(['button', 'hidden', 'image', 'reset', 'submit']);

interface Open {
  readonly name: string;
  readonly look: Look;
  readonly unseen: boolean;
}

/** A link while its words are still to come. */
interface OpenLink {
  readonly href: string;
  text: string;
  shown: boolean;
  picture: boolean;
  readonly line: number;
}

const OUTSIDE: Open = { name: '', look: PLAIN, unseen: false };

class Walk {
  readonly lines: string[] = [''];
  readonly hidden: string[] = [];
  preview = '';
  readonly links: OpenLink[] = [];
  readonly broken = new Set<string>();
  readonly #hiding: ReadonlySet<string>;
  readonly #open: Open[] = [];
  #link: OpenLink | undefined;
  #beyond = 0;
  pictures = 0;
  passwordField = false;
  fields = 0;
  buttons = 0;

  constructor(hiding: ReadonlySet<string>) {
    this.#hiding = hiding;
  }

  text(raw: string): void {
    const { unseen, look } = this.#around();
    if (unseen) return;
    const text = unescaped(raw).replaceAll(/(?:[\s\u00A0\u00AD\u200B-\u200D\u2060\uFEFF]|\u034F)+/g, ' ');
    if (this.#link !== undefined) this.#link.text += text;
    if (isUnreadable(look)) {
      if (/\p{L}{3}/u.test(text)) this.#hide(text.trim());
      return;
    }
    if (this.#link !== undefined && text.trim() !== '') this.#link.shown = true;
    this.#append(text);
  }

  tag(raw: string): void {
    const name = /^<\/?\s*([a-z][a-z0-9:-]*)/i.exec(raw)?.[1]?.toLowerCase() ?? '';
    if (name === '') return;
    if (name === 'td' || name === 'th') this.#append(' ');
    else if (!INLINE.has(name) && name !== 'img' && name !== 'input') this.#newLine();
    if (raw.startsWith('</')) this.#close(name);
    else this.#enter(name, raw.length > TAG_LIMIT ? new Map() : attributesOf(raw), raw.endsWith('/>'));
  }

  end(): void {
    for (const { name } of this.#open) if (CLOSED.has(name)) this.broken.add(name);
  }

  #hide(text: string): void {
    const isFirst = this.preview === '' && this.hidden.length === 0 && this.lines.every((line) => line.trim() === '');
    if (isFirst && text.length <= PREVIEW_LIMIT) this.preview = text;
    else if (this.hidden.length < KEPT) this.hidden.push(text);
  }

  #around(): Open {
    return this.#open.at(-1) ?? OUTSIDE;
  }

  #append(text: string): void {
    this.lines.push(`${this.lines.pop() ?? ''}${text}`);
  }

  #newLine(): void {
    if (this.lines.at(-1)?.trim() !== '') this.lines.push('');
  }

  #enter(name: string, attributes: ReadonlyMap<string, string>, selfClosed: boolean): void {
    const around = this.#around();
    const look = lookOf(attributes, around.look, this.#hiding);
    if (name === 'img') this.#picture(attributes, around);
    if (name === 'input') this.#input(attributes.get('type')?.trim().toLowerCase() ?? 'text');
    else if (name === 'textarea' || name === 'select') this.fields += 1;
    else if (name === 'button') this.buttons += 1;
    if (VOID.has(name) || (selfClosed && !CLOSED.has(name))) return;
    if (name === 'a') this.#startLink(attributes);
    if (this.#open.length >= DEPTH_LIMIT) this.#beyond += 1;
    else this.#open.push({ name, look, unseen: around.unseen || UNSEEN.has(name) });
  }

  #input(type: string): void {
    if (type === 'password') this.passwordField = true;
    if (['button', 'image', 'submit'].includes(type)) this.buttons += 1;
    else if (!NO_FIELD.has(type)) this.fields += 1;
  }

  #picture(attributes: ReadonlyMap<string, string>, { unseen, look }: Open): void {
    const dot = ['width', 'height'].some((side) => /^[01](px)?$/.test(attributes.get(side)?.trim() ?? ''));
    if (unseen || dot || isUnreadable(look)) return;
    this.pictures += 1;
    if (this.#link === undefined) return;
    this.#link.picture = true;
    this.#link.shown = true;
    this.#link.text += ` ${attributes.get('alt') ?? ''}`;
  }

  #startLink(attributes: ReadonlyMap<string, string>): void {
    const href = attributes.get('href')?.trim();
    if (href === undefined || this.links.length >= KEPT) return;
    this.#link = { href, text: '', shown: false, picture: false, line: this.lines.length - 1 };
    this.links.push(this.#link);
  }

  #close(name: string): void {
    if (name === 'a') this.#link = undefined;
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return;
    }
    const at = this.#open.findLastIndex((open) => open.name === name);
    if (at < 0) {
      if (CLOSED.has(name)) this.broken.add(name);
      return;
    }
    for (const { name: inside } of this.#open.slice(at + 1)) if (CLOSED.has(inside)) this.broken.add(inside);
    this.#open.length = at;
  }
}

/** Looks at an HTML mail once, from its beginning to its end, as a person sees it with nothing fetched. */
export function lookAtPage(html: string): PageFacts {
  const page = html.slice(0, HTML_LIMIT);
  const walk = new Walk(hidingNames(page));
  for (const piece of pieces(page)) {
    if (/^<[/a-z!?]/i.test(piece)) walk.tag(piece);
    else walk.text(piece);
  }
  // What was cut off is not broken.
  if (html.length <= HTML_LIMIT) walk.end();
  const lines = walk.lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
  return {
    text: lines.filter((line) => line !== '').join('\n'),
    hidden: walk.hidden,
    preview: walk.preview,
    links: walk.links.map(({ href, text, shown, picture, line }) => ({
      href,
      text: text.replaceAll(/\s+/g, ' ').trim(),
      line: lines[line] ?? '',
      visible: shown,
      picture,
    })),
    pictures: walk.pictures,
    passwordField: walk.passwordField,
    fields: walk.fields,
    buttons: walk.buttons,
    broken: [...walk.broken].sort(),
  };
}
