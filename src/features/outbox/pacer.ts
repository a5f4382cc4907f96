import type { ReadDb } from '../../db/db.ts';
import { settingTexts } from '../../db/setting.repo.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { parseOwnRules, parseRules } from '../hosts/index.ts';
import { readSettings } from '../settings/index.ts';
import { attemptsSince, hostRules } from './attempts.repo.ts';
import { History } from './history.ts';
import { type Counting, lanes } from './lanes.rules.ts';
import { PaceClock } from './pace-clock.ts';
import { countedFor, earliest, type Hold, hostLimits, type Limit, type Limits, rateLimit } from './pacing.rules.ts';

/** How late a message may leave without moving the slots after it. More is no late timer but a machine that slept, and nothing is made up for. */
const LATE_MS = 1000;

export interface KnownLimits extends Limits {
  readonly hostIds: readonly string[];
}

/** Attempts are looked for by their beginning; none takes longer. */
const LONGEST_ATTEMPT_MS = HOUR_MS;

/** Knows the limits in force and what left lately, and says what may leave now. */
export class Pacer {
  readonly clock: PaceClock;
  readonly #core: Core;
  readonly #history = new History();
  /** Until when a lane was found to be held: who takes that slot later than it was took it late. */
  readonly #held = new Map<string, number>();
  /** Parsed rules by their text: they are asked for before every message. */
  readonly #parsed = new Map<string, { readonly text: string; readonly limits: readonly Limit[] }>();
  #ownPace: { readonly text: string; readonly limit: Limit } | undefined;
  #recalledMs = 0;
  #recalledCount = 0;

  constructor(core: Core) {
    this.#core = core;
    this.clock = new PaceClock(core.clock);
  }

  /** Takes the slot of a message that is about to set out, or says what holds it. Whoever took one ends it. */
  take(message: Counting, limits: Limits): Hold {
    const now = this.clock.now();
    const first = earliest(countedFor(message, limits, this.#history));
    if (first !== null && first.at > now) {
      this.#held.set(first.lane, first.at);
      return { until: first.at, reason: first.reason, lane: first.lane };
    }
    this.#history.begin(message, this.#slot(message, first?.at ?? now));
    return null;
  }

  /** Takes a slot whatever holds: the user asked for this very message. */
  force(message: Counting): void {
    this.#history.begin(message, this.clock.now());
  }

  #slot(message: Counting, possible: number): number {
    const now = this.clock.now();
    const names = Object.values(lanes(message));
    const waitedFor = Math.max(...names.map((name) => this.#held.get(name) ?? Number.NEGATIVE_INFINITY));
    for (const name of names) this.#held.delete(name);
    // Who did not wait begins a schedule of his own.
    if (waitedFor === Number.NEGATIVE_INFINITY) return now;
    return Math.min(now, Math.max(possible, waitedFor, now - LATE_MS));
  }

  /** The attempt is over; `reached` = something of it may have reached its server. */
  end(message: Counting, reached: boolean): void {
    this.#history.end(message, reached ? this.clock.now() : null);
  }

  /** What a forecast starts from. */
  state(limits: Limits): { readonly limits: Limits; readonly history: History } {
    return { limits, history: this.#history };
  }

  /** The limits as the settings and the hosts' rules have them now. Rules that cannot be read limit nothing and are logged. */
  async limits(db: ReadDb): Promise<KnownLimits> {
    const own = await this.#own(db);
    const hosts = await hostRules(db);
    for (const { id, rules, own_rules } of hosts) {
      const text = `${rules}\n${own_rules}`;
      if (this.#parsed.get(id)?.text !== text) this.#parsed.set(id, { text, limits: this.#parse(id, rules, own_rules) });
    }
    const limits = { own, host: (id: string) => this.#parsed.get(id)?.limits ?? [], hostIds: hosts.map(({ id }) => id) };
    await this.#recall(db, [own, ...hosts.flatMap(({ id }) => limits.host(id))]);
    return limits;
  }

  async #own(db: ReadDb): Promise<Limit> {
    const text = (await settingTexts(db, ['ownPace'])).get('ownPace') ?? '';
    if (this.#ownPace?.text !== text) this.#ownPace = { text, limit: rateLimit('own', (await readSettings(this.#core, db)).ownPace) };
    return this.#ownPace.limit;
  }

  /** Recalls what earlier runs sent, as far back as the longest of the limits looks and with as much as the largest counts. */
  async #recall(db: ReadDb, limits: readonly Limit[]): Promise<void> {
    const longest = Math.max(...limits.map(({ windowMs }) => windowMs));
    const largest = Math.max(...limits.map(({ count }) => count));
    if (longest <= this.#recalledMs && largest <= this.#recalledCount) return;
    this.#recalledMs = Math.max(longest, this.#recalledMs);
    this.#recalledCount = Math.max(largest, this.#recalledCount);
    this.#history.keepFor(this.#recalledCount);
    await this.clock.resume(db);
    const attempts = await attemptsSince(db, this.clock.now() - this.#recalledMs - LONGEST_ATTEMPT_MS);
    const ended = attempts.map(({ transport, host_id, pack_id, endedAt }) => ({
      transport,
      hostId: host_id,
      packId: pack_id,
      at: endedAt ?? this.clock.now(),
    }));
    const last = ended.at(-1);
    if (last !== undefined) this.clock.atLeast(last.at);
    this.#history.recall(ended);
  }

  #parse(hostId: string, rules: string, ownRules: string): readonly Limit[] {
    try {
      return hostLimits(parseRules(rules), parseOwnRules(ownRules));
    } catch (error) {
      this.#core.logger.error('host_rules_unreadable', error, { hostId });
      return [];
    }
  }
}
