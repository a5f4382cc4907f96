import type { PanelMessage } from '../../connectors/connector.ts';
import type { SmtpStage } from '../../ports/mailer.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { classifyReply } from '../bounces/index.ts';

/** So many texts of a kind, an account and a day show what is the matter. */
const SAMPLES = 3;
const LONGEST_TEXT = 500;

/** A text without whoever it was to. */
export interface Sample {
  readonly hostedId: number;
  readonly at: number;
  /** Of the try, as the panel tells tries apart. */
  readonly id: string;
  readonly recipientDomain: string;
  readonly class: string;
  readonly target: string;
  readonly text: string;
}

export interface FailureCount {
  readonly hostedId: number;
  readonly class: string;
  readonly target: string;
  readonly count: number;
}

/** Counts the failures of one day in bounded memory: a number for each kind, a few texts, and what tells tries apart. */
export class FailureTally {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, FailureCount>();
  readonly #samples = new Map<string, Sample[]>();

  /** `ids`: accounts by login; whoever is not in it is not counted. */
  constructor(ids: ReadonlyMap<string, number>) {
    this.#ids = ids;
  }

  add(message: PanelMessage): void {
    const hostedId = this.#ids.get(message.login);
    if (hostedId === undefined || message.outcome !== 'failed' || this.#seen.has(message.id)) return;
    this.#seen.add(message.id);
    const { class: what, target } = classifyText(message.text);
    const key = `${hostedId} ${what} ${target}`;
    const count = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { hostedId, class: what, target, count: count + 1 });
    const samples = this.#samples.get(key) ?? [];
    if (samples.length >= SAMPLES) return;
    const recipientDomain = domainOf(message.recipient);
    this.#samples.set(key, [...samples, { hostedId, at: message.at, id: message.id, recipientDomain, class: what, target, text: withoutPeople(message) }]);
  }

  get total(): number {
    return this.#seen.size;
  }

  counts(): FailureCount[] {
    return [...this.#counts.values()];
  }

  samples(): Sample[] {
    return [...this.#samples.values()].flat();
  }
}

/** What an answer that a panel keeps means. It is one line, with or without the words of the server that wrote it down. */
export function classifyText(text: string) {
  const code = /(?:^|[\s:])([45]\d{2})(?=[\s-])/.exec(text)?.[1];
  return classifyReply({ code: code === undefined ? 0 : Number(code), enhanced: null, text, stage: stageOf(text) });
}

/** As Exim notes in reply to what an answer came. */
function stageOf(text: string): SmtpStage | null {
  if (/after (?:pipelined )?RCPT TO/i.test(text)) return 'rcpt';
  if (/after (?:pipelined )?MAIL FROM/i.test(text)) return 'mail';
  if (/after (?:pipelined )?(?:end of data|DATA|sending data|BDAT)/i.test(text)) return 'data';
  return /after (?:initial connection|EHLO|HELO)/i.test(text) ? 'connect' : null;
}

function domainOf(address: string): string {
  return clip(singleLine(address.slice(address.lastIndexOf('@') + 1)), 254).toLowerCase();
}

/** The text without local parts of addresses: they are other people's. */
export function withoutPeople({ text, recipient, sender }: Pick<PanelMessage, 'text' | 'recipient' | 'sender'>): string {
  const locals = [recipient, sender].map((address) => address.slice(0, Math.max(0, address.lastIndexOf('@')))).filter((local) => local.length > 1);
  const masked = singleLine(text).replace(/[^\s<>"'(),:;@[\]]+@(?=[\p{L}\d])/gu, '…@');
  const plain = locals.reduce((all, local) => all.replace(new RegExp(`(?<![\\p{L}\\d])${escaped(local)}(?![\\p{L}\\d])`, 'giu'), '…'), masked);
  return clip(plain, LONGEST_TEXT);
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
