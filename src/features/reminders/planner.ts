import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import type { PlanContext } from './plan.rules.ts';
import { makeSchedule, pairKey, type Schedule } from './schedule.ts';

/** A schedule is made anew after so long even when nothing happened: what is due today is late tomorrow. */
const LONGEST_MS = 15 * MINUTE_MS;
/** So long a reminder that could not be composed is left alone before it is tried again by itself. */
const BROKEN_MS = HOUR_MS;

interface Known {
  readonly revision: number;
  readonly timeZone: string;
  readonly from: number;
  /** The first instant at which something may be different. */
  readonly until: number;
  readonly schedule: Promise<Schedule>;
}

/** Keeps the schedule of everybody until something is committed or an instant comes at which it says something else. */
export class Planner {
  readonly #core: Core;
  readonly #broken = new Map<string, number>();
  #known: Known | undefined;
  #context: PlanContext | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  /** What is planned now. */
  async schedule(): Promise<Schedule> {
    const { clock, db } = this.#core;
    const [revision, timeZone, now] = [await db.revision(), clock.timeZone(), clock.now()];
    const known = this.#known;
    if (known !== undefined && known.revision === revision && known.timeZone === timeZone && known.from <= now && now < known.until)
      return await known.schedule;
    const schedule = this.at(now);
    const fresh = { revision, timeZone, from: now, until: now + LONGEST_MS, schedule };
    this.#known = fresh;
    try {
      const made = await schedule;
      if (this.#known === fresh) this.#known = { ...fresh, until: nextChange(made) };
      return made;
    } catch (error) {
      if (this.#known === fresh) this.#known = undefined;
      throw error;
    }
  }

  /** What would be planned at an instant. */
  async at(now: number): Promise<Schedule> {
    const schedule = await makeSchedule(this.#core, this.#core.db.read, { now, broken: this.#brokenNow(), kept: this.#context });
    this.#context = schedule.context;
    return schedule;
  }

  /** A reminder could not be composed: it stops until it is tried again. */
  noteBroken(pair: { readonly clientId: string; readonly hostId: string }): void {
    this.#broken.set(pairKey(pair), this.#core.clock.steady());
    this.#known = undefined;
  }

  /** Somebody wants them tried again. */
  forgetBroken(): void {
    if (this.#broken.size > 0) this.#known = undefined;
    this.#broken.clear();
  }

  #brokenNow(): ReadonlySet<string> {
    const now = this.#core.clock.steady();
    for (const [key, since] of this.#broken) if (now - since >= BROKEN_MS) this.#broken.delete(key);
    return new Set(this.#broken.keys());
  }
}

/** When the next reminder may leave, or a quarter of an hour later. */
function nextChange({ now, plans }: Schedule): number {
  return plans.reduce((next, { sendAt }) => (sendAt !== null && sendAt > now && sendAt < next ? sendAt : next), now + LONGEST_MS);
}
