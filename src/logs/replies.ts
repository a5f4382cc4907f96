import { textOf } from './byte-text.ts';
import { maskAddresses, maskNames } from './masks.ts';

const TEXT_LIMIT = 300;
/** Replies that are known at once: texts of more would only be made again. */
const KNOWN = 5000;

/** A reply or reason, once for all that differ only by addresses, names of servers, numbers and ids. */
export interface ReplyText {
  readonly text: string;
  readonly code: number;
  readonly enhanced: string;
}

/** A reply as it stands in a log, with the address that it is about, whose name before the @ is not shown. */
interface FoundReply {
  readonly code: number;
  readonly enhanced: string;
  readonly text: Uint8Array;
  readonly about: Uint8Array;
}

/** Makes texts of replies, in the order in which a stretch holds them; those of earlier stretches are not made again, as only the first of each kind is ever shown. */
export class ReplyTexts {
  #texts: ReplyText[] = [];
  readonly #known = new Map<string, ReplyText>();

  /** `key`: the same for the same reply wherever it is read. */
  add(key: string, { code, enhanced, text, about }: FoundReply): void {
    const known = this.#known.get(key);
    const reply = known ?? { code, enhanced, text: replyText(text, about) };
    this.#texts.push(reply);
    if (known !== undefined) return;
    if (this.#known.size >= KNOWN) this.#known.clear();
    this.#known.set(key, reply);
  }

  /** One of which no more than its code is kept; 0 = it has none. */
  addCode(code: number): void {
    this.#texts.push({ code, enhanced: '', text: code === 0 ? '' : `${code}` });
  }

  /** Those of the stretch; what follows is another one. */
  take(): ReplyText[] {
    const texts = this.#texts;
    this.#texts = [];
    return texts;
  }
}

/** The text that is shown: readable, one line, without the names before the @, nor that of whom it is about. */
function replyText(words: Uint8Array, about: Uint8Array): string {
  const address = textOf(about);
  const names = [address.slice(0, address.lastIndexOf('@') < 0 ? address.length : address.lastIndexOf('@'))];
  const shown = maskAddresses(textOf(words, 2 * TEXT_LIMIT).replaceAll('\\n', ' '), () => false, names);
  const text = maskNames(shown, names);
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
}
