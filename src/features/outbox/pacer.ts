import type { ReadDb } from '../../db/db.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Core } from '../core.ts';
import { parseOwnRules, parseRules } from '../hosts/index.ts';
import { readSettings } from '../settings/index.ts';
import { hostRules, recentAttempts } from './outbox.repo.ts';
import { countedFor, History, type Hold, hold, hostLimits, type Limit, type Limits, lanes, type Paced, rateLimit } from './pacing.rules.ts';

/** Time for pacing: it starts as the wall clock, then only passes. Setting the wall clock neither opens a gap nor closes one. */
export class PaceClock {
  readonly #clock: Clock;
  readonly #start: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock.now() - clock.steady();
  }

  now(): number {
    return this.#start + this.#clock.steady();
  }

  /** The same instant as people's clocks call it now. */
  toWall(at: number): number {
    return Math.round(at - this.now() + this.#clock.now());
  }

  fromWall(at: number): number {
    return at - this.#clock.now() + this.now();
  }
}

/** Knows the limits in force and what left lately, and says what may leave now. */
export class Pacer {
  readonly clock: PaceClock;
  readonly #core: Core;
  readonly #history = new History();
  /** Parsed rules by their text: they are asked for before every message. */
  readonly #parsed = new Map<string, { readonly text: string; readonly limits: readonly Limit[] }>();

  constructor(core: Core) {
    this.#core = core;
    this.clock = new PaceClock(core.clock);
  }

  /** Recalls what an earlier run sent. */
  async recall(): Promise<void> {
    const now = this.#core.clock.now();
    for (const attempt of await recentAttempts(this.#core.db.read, now)) {
      // An instant ahead of us was written before the clock was set back: it counts as just now.
      this.#note({ transport: attempt.transport, hostId: attempt.host_id }, this.clock.fromWall(Math.min(attempt.at, now)));
    }
  }

  /** Counts a message that may have reached its server just now. */
  noteSent(message: Pick<Paced, 'transport' | 'hostId'>): void {
    this.#note(message, this.clock.now());
  }

  #note(message: Pick<Paced, 'transport' | 'hostId'>, at: number): void {
    const lane = lanes(message);
    this.#history.note(lane.own, at);
    this.#history.note(lane.host, at);
  }

  hold(message: Pick<Paced, 'transport' | 'hostId'>, limits: Limits): Hold {
    return hold(this.clock.now(), countedFor(message, limits, this.#history));
  }

  /** What a forecast starts from. */
  state(limits: Limits): { readonly limits: Limits; readonly history: History } {
    return { limits, history: this.#history };
  }

  /** The limits as the settings and the hosts' rules have them now. Rules that cannot be read limit nothing and are logged. */
  async limits(db: ReadDb): Promise<Limits & { readonly hostIds: readonly string[] }> {
    const { ownPace } = await readSettings(this.#core, db);
    const hosts = await hostRules(db);
    for (const { id, rules, own_rules } of hosts) {
      const text = `${rules}\n${own_rules}`;
      if (this.#parsed.get(id)?.text !== text) this.#parsed.set(id, { text, limits: this.#parse(id, rules, own_rules) });
    }
    return { own: rateLimit('own', ownPace), host: (id) => this.#parsed.get(id)?.limits ?? [], hostIds: hosts.map(({ id }) => id) };
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
