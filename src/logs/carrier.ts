import { DISCARDED } from './intake.ts';
import { carryLine } from './lines.ts';
import { carryName } from './names.ts';
import type { ReplyText, ReplyTexts } from './replies.ts';
import { firstKey, rowOf, secondKey } from './rows.ts';
import type { Tally } from './tally.ts';
import { identityOf, whoOf } from './who.ts';

/** Where lines of a stretch stand: `file`, behind `before` lines of it. null = they are already numbered. */
export type Whereat = { readonly file: number; readonly before: number } | null;

/** Finds for numbers of one tally those of another that mean the same; what is not asked for is not taken along. */
export class Carrier {
  readonly from: Tally;
  readonly to: Tally;
  readonly #where: Whereat;
  readonly #replyTexts: ReplyTexts;
  readonly #names: Int32Array;
  readonly #lines: Int32Array;
  readonly #whos: Int32Array;
  readonly #owners: Int32Array;
  readonly #replies: Int32Array;

  constructor({ from, to, where, replyTexts }: { from: Tally; to: Tally; where: Whereat; replyTexts: ReplyTexts }) {
    this.from = from;
    this.to = to;
    this.#where = where;
    this.#replyTexts = replyTexts;
    this.#names = new Int32Array(from.names.rows.size);
    this.#lines = new Int32Array(from.lines.size);
    this.#whos = new Int32Array(from.whos.size);
    this.#owners = new Int32Array(from.owners.size);
    this.#replies = new Int32Array(from.replies.length + 1);
    for (const [index, text] of from.replies.entries()) this.#replies[index + 1] = this.#carryReply(text, from.replyFirst[index] ?? 0);
  }

  #carryReply(text: ReplyText, first: number): number {
    const { replies, replyFirst } = this.to;
    const index = this.#replyTexts.add(text);
    if (index === replies.length) {
      replies.push(text);
      replyFirst.push(first);
    }
    return index + 1;
  }

  name(name: number): number {
    const known = this.#names[name] ?? 0;
    if (known !== 0 || name === 0) return known;
    const carried = carryName(this.from.names, this.to.names, name);
    this.#names[name] = carried;
    return carried;
  }

  line(line: number): number {
    const known = this.#lines[line] ?? 0;
    if (known !== 0 || line === 0) return known;
    const carried = carryLine(this.from.lines, this.to.lines, { number: line, where: this.#where });
    this.#lines[line] = carried;
    return carried;
  }

  reply(reply: number): number {
    return reply === DISCARDED ? DISCARDED : (this.#replies[reply] ?? 0);
  }

  who(who: number): number {
    const known = this.#whos[who] ?? 0;
    if (known !== 0) return known - 1;
    const { login, user, panelUser, panelDomain, script, domainHigh, domainLow } = identityOf(this.from.whos, who);
    const carried = whoOf(this.to.whos, {
      login: this.name(login),
      user: this.name(user),
      panelUser: this.name(panelUser),
      panelDomain: this.name(panelDomain),
      script: this.name(script),
      domainHigh,
      domainLow,
    });
    this.#whos[who] = carried + 1;
    return carried;
  }

  owner(owner: number): number {
    const known = this.#owners[owner] ?? 0;
    if (known !== 0) return known - 1;
    const { owners } = this.from;
    const carried = rowOf(this.to.owners, this.who(firstKey(owners, owner)), this.name(secondKey(owners, owner)));
    this.#owners[owner] = carried + 1;
    return carried;
  }
}
