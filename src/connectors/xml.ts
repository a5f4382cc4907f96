import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isWebPage, notAnApi, unreadable } from './answers.ts';
import type { PanelAnswer } from './connector.ts';

/** Comments and literal text, in which a declaration is none; one that never ends is looked through once. */
const NO_MARKUP = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g;
const DEEPEST = 40;

/**
 * The elements of an XML answer by name. An element without children is its text, as text and never as a number; attributes are left out; those named in
 * `lists` are always arrays, since one and many look alike in XML. Throws `panel_not_an_api` for a page, and `panel_unreadable` for what is cut, malformed or
 * declares anything: no panel needs entities of its own, and whoever does would have files read or one line become gigabytes.
 */
export function readXml(call: string, answer: PanelAnswer, lists: ReadonlySet<string>): unknown {
  const { status, text } = answer;
  if (isWebPage(text)) throw notAnApi(status);
  if (/<!(?!--|\[CDATA\[)/.test(text.replace(NO_MARKUP, ''))) throw unreadable(call, 'a document type declaration');
  // The parser itself makes the best of a cut answer, and a list that lost its end would look complete.
  if (XMLValidator.validate(text) !== true) throw unreadable(call, `${text.length} characters that are no XML`);
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    maxNestedTags: DEEPEST,
    isArray: (name) => lists.has(name),
    entityDecoder: { decode: characters, setExternalEntities: nothing, addInputEntities: nothing, reset: nothing, setXmlVersion: nothing },
  });
  try {
    const value: unknown = parser.parse(text);
    return value;
  } catch {
    // Nested beyond all reason, or names no parser keeps. What it says quotes the answer.
    throw unreadable(call, `${text.length} characters of XML nobody should read`);
  }
}

const nothing = (): void => {};

/** The five entities of XML and characters by number, each once; anything else stays as it is. */
function characters(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(point);
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
