import { Carrier, type Whereat } from './carrier.ts';
import { joinGaps } from './gaps.ts';
import { MessageJoin } from './join-messages.ts';
import { addTally } from './join-tally.ts';
import * as m from './messages.ts';
import { ReplyTexts } from './replies.ts';
import { firstKey } from './rows.ts';
import { takeScript } from './scripts.ts';
import { Settling } from './settling.ts';
import { uniteSets } from './sketch.ts';
import { ANYBODY, createStretch, REPLACED, SCRIPT_SECONDS, SHARED_SECONDS, type Stretch } from './stretch.ts';
import {
  DESTINATION_TRACE,
  SENDER_TRACE,
  SUBJECT_TRACE,
  type Tally,
  TRACE_FAILED,
  TRACE_KINDS,
  TRACE_MESSAGES,
  TRACE_RECIPIENTS,
  TRACE_WIDTH,
} from './tally.ts';

/**
 * When the smallest traces are let go, how many stay, and how many messages may be open: what is kept must not grow with the log. `singles`: subjects, and domains,
 * of an owner in one stretch that show one message each, and are taken along.
 */
export interface JoinLimits {
  readonly singles: number;
  readonly traces: number;
  readonly lineBytes: number;
  readonly kept: number;
  readonly open: number;
}

const LIMITS: JoinLimits = { singles: 100, traces: 60_000, lineBytes: 12 << 20, kept: 20_000, open: 150_000 };
/** Sets among which parts of one are not yet looked for. */
const SETS = 5000;
/** Weight of a trace that is one message to one recipient. */
const SINGLE = 2;

/** Puts stretches of a log together, in their order. */
export class Joining {
  #whole = createStretch();
  #parts = partsOf(this.#whole);
  readonly #limits: JoinLimits;
  #traces: number;
  #lineBytes: number;
  #sets = SETS;
  /** What was let go last: its memory is taken over next. */
  #before: Stretch | null = null;

  constructor(limits: JoinLimits = LIMITS) {
    this.#limits = limits;
    this.#traces = limits.traces;
    this.#lineBytes = limits.lineBytes;
  }

  get whole(): Stretch {
    return this.#whole;
  }

  /** Adds what was read next. `where` says where its lines stand, null = they say so themselves. */
  add(next: Stretch, where: Whereat): void {
    this.#add(next, where, this.#wanted(next));
    const { tally, messages } = this.#whole;
    if (tally.traces.size > this.#traces || tally.lines.used > this.#lineBytes) this.#letGo();
    if (messages.open > this.#limits.open) this.#leaveOldest();
    if (tally.uniqueLists.size + tally.sourceLists.size > this.#sets) this.#unite();
  }

  /** Which traces of a stretch are taken along: whoever sends much has a subject, and writes to a domain, of which there is just one mail, in a large part of his mails. */
  #wanted({ tally }: Stretch): (trace: number) => boolean {
    const many = tally.traces.size > this.#limits.kept;
    const singles = new Map<number, number>();
    return (trace) => {
      if (!isSingle(tally, trace)) return true;
      const key = firstKey(tally.traces, trace);
      const before = singles.get(key) ?? 0;
      singles.set(key, before + 1);
      return !many && (before < this.#limits.singles || key % TRACE_KINDS === SENDER_TRACE);
    };
  }

  /** Parts of one set that came with several stretches become one. */
  #unite(): void {
    const { uniqueLists, sourceLists } = this.#whole.tally;
    uniteSets(uniqueLists);
    uniteSets(sourceLists);
    this.#sets = 2 * (uniqueLists.size + sourceLists.size) + SETS;
  }

  /** Half of too many open messages, the oldest, are counted as they stand and as skipped: no server has so many, and what is still said of them is lost. */
  #leaveOldest(): void {
    const { data, size } = this.#whole.messages;
    const open: { readonly message: number; readonly at: number }[] = [];
    for (let message = 0; message < size; message++) {
      if (m.inUse(this.#whole.messages, message)) open.push({ message, at: (data[message * m.MESSAGE_WIDTH + m.ARRIVED_AT] ?? 0) >>> 0 });
    }
    const oldest = open.sort((a, b) => a.at - b.at).slice(0, Math.ceil(open.length / 2));
    for (const { message } of oldest) this.#parts.messages.leave(message);
    this.#whole.skipped += oldest.length;
  }

  /** Begins anew with what matters: without the smallest traces, and without lines that turned out to be the first of nothing. */
  #letGo(): void {
    const before = this.#whole;
    const weights = Int32Array.from({ length: before.tally.traces.size }, (_, trace) => weightOf(before.tally, trace));
    const sorted = weights.slice().sort();
    const least = sorted[sorted.length - this.#limits.kept - 1] ?? -1;
    this.#whole = createStretch(this.#before ?? undefined);
    this.#before = before;
    this.#parts = partsOf(this.#whole);
    this.#add(before, null, (trace) => (weights[trace] ?? 0) > least);
    this.#traces = Math.max(this.#traces, 2 * this.#whole.tally.traces.size);
    this.#lineBytes = Math.max(this.#lineBytes, 2 * this.#whole.tally.lines.used);
  }

  #add(next: Stretch, where: Whereat, wants: (trace: number) => boolean): void {
    const whole = this.#whole;
    const { replyTexts, messages } = this.#parts;
    const carrier = new Carrier({ from: next.tally, to: whole.tally, where, replyTexts });
    addTally(carrier, wants);
    messages.add(next, carrier, this.#awaited(next, carrier));
    for (const [user, { script, at }] of next.scripts) whole.scripts.set(carrier.name(user), { script: carrier.name(script), at });
    joinGaps(whole.gaps, next.gaps);
    whole.lines += next.lines;
    whole.skipped += next.skipped;
    whole.opened += next.opened;
    whole.saw |= next.saw;
  }

  /** The same once more, to be ended while this goes on. */
  copy(): Joining {
    const copy = new Joining();
    copy.add(this.#whole, null);
    return copy;
  }

  /** Counts what is still open as such. Nothing can be added afterwards. */
  end(): Stretch {
    const { messages } = this.#whole;
    for (let message = 0; message < messages.size; message++) if (m.inUse(messages, message)) this.#parts.settling.settle(message, true);
    return this.#whole;
  }

  /** Finds scripts that stood before the stretch for the messages in it that wait for one: numbers of their names in the whole. */
  #awaited(next: Stretch, carrier: Carrier): Map<number, number> {
    const found = new Map<number, number>();
    const { scripts } = this.whole;
    for (const [user, message] of next.awaiting) {
      const pending = scripts.get(carrier.name(user));
      if (pending === undefined) continue;
      takeScript(scripts, carrier.name(user));
      if (message === REPLACED) continue;
      const { data } = next.messages;
      const at = message * m.MESSAGE_WIDTH;
      if (data[at + m.SCRIPT] === 0 && (data[at + m.ARRIVED_AT] ?? 0) - pending.at <= (user === ANYBODY ? SHARED_SECONDS : SCRIPT_SECONDS))
        found.set(message, pending.script);
    }
    return found;
  }
}

/** What works on a whole. */
function partsOf(whole: Stretch): { readonly replyTexts: ReplyTexts; readonly settling: Settling; readonly messages: MessageJoin } {
  const settling = new Settling(whole.tally, whole.messages);
  return { replyTexts: new ReplyTexts(), settling, messages: new MessageJoin(whole, settling) };
}

/** Whether it shows no more than that one message was sent: of subjects, senders and domains there are as many as messages. */
function isSingle(tally: Tally, trace: number): boolean {
  const kind = firstKey(tally.traces, trace) % TRACE_KINDS;
  return (kind === SENDER_TRACE || kind === SUBJECT_TRACE || kind === DESTINATION_TRACE) && weightOf(tally, trace) <= SINGLE;
}

function weightOf({ traces }: Tally, trace: number): number {
  const at = trace * TRACE_WIDTH;
  return (traces.cells[at + TRACE_MESSAGES] ?? 0) + (traces.cells[at + TRACE_RECIPIENTS] ?? 0) + (traces.cells[at + TRACE_FAILED] ?? 0);
}
