import type { Draw } from './draw.ts';

const HOUR = 3600;
const DAY = 86_400;

/** When an account writes: in an office, to customers who buy in the evening too, by a machine all day, or once a day by a timed job. */
export type Rhythm = 'office' | 'shop' | 'machine' | 'cron';

/** A newsletter that the account sends again and again, with consent. */
export interface Newsletter {
  readonly everyDays: number;
  /** Days since the epoch on which the first one went out. */
  readonly firstDay: number;
  readonly hour: number;
  readonly hours: number;
  readonly recipients: number;
  /** Addresses on its list that are dead by now, 0…1. */
  readonly dead: number;
  readonly announced: boolean;
}

/** Something that changed of late without any harm, in epoch seconds; null = it did not. */
export interface Changes {
  /** The site moved: from then on its mail is sent from another folder. */
  readonly movedAt: number | null;
  readonly movedTo: string;
  /** Its owner is on the road with a phone: from then on his login comes from many addresses. */
  readonly roamsFrom: number | null;
  readonly roamingSources: number;
}

/** What an account is like on ordinary days. Shares are of its recipients. */
export interface Ordinary {
  readonly name: string;
  readonly daily: number;
  readonly rhythm: Rhythm;
  readonly cronHour: number;
  readonly burstiness: number;
  readonly perMessage: number;
  readonly unknown: number;
  readonly content: number;
  readonly full: number;
  readonly delayed: number;
  /** Of those whose provider will refuse the server once it is listed. */
  readonly listedShare: number;
  readonly forwards: number;
  readonly byScript: number;
  readonly sources: number;
  readonly newsletter: Newsletter | null;
  /** A contact form that writes in the name of whoever fills it in. */
  readonly formSenders: boolean;
  /** Guesses of its password a day. */
  readonly guesses: number;
  readonly changes: Changes;
}

/**
 * An ordinary account of a pack. Sizes are heavy-tailed: most send a handful a day, a few send thousands. What the ranges lean on, as far as anything is published:
 * hard bounces of kept lists are mostly 0.5–2 %, of lists nobody cared for 10–20 %, and forms with typing errors lie between; filters refuse well below 1 % of
 * ordinary mail, of some shops several percent; a phone changes its address some ten times a day. The rules know none of these numbers.
 */
export function ordinaryAccount(draw: Draw, index: number, until: number): Ordinary {
  const rhythm = draw.pick<Rhythm>('office', 'office', 'shop', 'shop', 'machine', 'cron');
  const daily = Math.min(6000, draw.heavy(14, 2));
  return {
    name: `site${String(index).padStart(2, '0')}`,
    daily,
    rhythm,
    cronHour: draw.whole(5, 10),
    burstiness: draw.between(0, 1.2),
    perMessage: draw.chance(0.15) ? draw.between(2, 6) : 1,
    unknown: draw.chance(0.1) ? draw.between(0.05, 0.2) : Math.min(0.2, draw.heavy(0.012, 1)),
    content: draw.chance(0.4) ? 0 : Math.min(0.05, draw.heavy(0.004, 1.2)),
    full: draw.between(0, 0.03),
    delayed: draw.chance(0.12) ? draw.between(0.2, 0.9) : draw.between(0, 0.1),
    listedShare: draw.between(0.05, 0.9),
    forwards: draw.chance(0.12) ? draw.heavy(40, 1) : 0,
    byScript: draw.chance(0.3) ? 0 : draw.between(0, 1),
    sources: draw.whole(1, 5),
    newsletter: draw.chance(0.15) ? newsletter(draw, until) : null,
    formSenders: draw.chance(0.08),
    guesses: draw.chance(0.4) ? draw.heavy(12, 1.2) : 0,
    changes: changes(draw, until),
  };
}

function changes(draw: Draw, until: number): Changes {
  return {
    movedAt: draw.chance(0.05) ? until - draw.between(0, 4) * DAY : null,
    movedTo: draw.pick('new', 'shop2', 'releases/20261120/public', 'wp-content/plugins/mailer', 'v2/cache/build', 'app/tmp'),
    roamsFrom: draw.chance(0.06) ? until - draw.between(0, 6) * DAY : null,
    roamingSources: draw.whole(8, 15),
  };
}

/** A list that is written to seldom, or for the first time, has gone stale: up to a fifth of it is dead. */
export function deadShare(draw: Draw, everyDays: number): number {
  return everyDays >= 30 ? draw.between(0, 0.2) : Math.min(0.2, draw.heavy(0.015, 1));
}

function newsletter(draw: Draw, until: number): Newsletter {
  const everyDays = draw.pick(1, 7, 7, 14, 30, 90);
  return {
    everyDays,
    firstDay: Math.floor(until / DAY) - draw.whole(0, everyDays - 1) - everyDays * Math.floor(40 / everyDays),
    hour: draw.whole(7, 18),
    hours: draw.whole(1, 5),
    recipients: Math.round(Math.min(8000, Math.max(50, draw.heavy(400, 1)))),
    dead: deadShare(draw, everyDays),
    announced: draw.chance(0.3),
  };
}

const SHAPES: Readonly<Record<Rhythm, readonly number[]>> = {
  office: [1, 0, 0, 0, 0, 1, 4, 15, 60, 90, 90, 85, 60, 70, 85, 85, 70, 50, 25, 12, 8, 5, 3, 2],
  shop: [12, 8, 5, 4, 4, 6, 12, 25, 40, 55, 60, 60, 60, 58, 55, 55, 58, 62, 70, 80, 85, 75, 50, 25],
  machine: Array.from({ length: 24 }, () => 50),
  cron: Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour <= 18 ? 6 : 1)),
};

/** Recipients that are to be expected in a stretch of so many seconds from then on. */
export function expectedIn(account: Ordinary, start: number, seconds: number): number {
  const hour = Math.floor((start % DAY) / HOUR);
  const weekday = (Math.floor(start / DAY) + 4) % 7;
  const weekend = weekday === 0 || weekday === 6;
  const shape = SHAPES[account.rhythm];
  const total = shape.reduce((sum, each) => sum + each, 0);
  const week = account.rhythm === 'office' && weekend ? 0.1 : account.rhythm === 'shop' && weekend ? 1.2 : 1;
  if (account.rhythm === 'cron' && hour === account.cronHour) return (0.7 * account.daily * seconds) / HOUR;
  const rest = account.rhythm === 'cron' ? 0.3 : 1;
  return (rest * week * account.daily * (shape[hour] ?? 0) * seconds) / (total * HOUR);
}

/** Recipients of its newsletter in a stretch of so many seconds. */
export function newsletterIn({ newsletter: sent }: Ordinary, start: number, seconds: number): number {
  if (sent === null) return 0;
  const day = Math.floor(start / DAY);
  if (day < sent.firstDay || (day - sent.firstDay) % sent.everyDays !== 0) return 0;
  const hour = (start % DAY) / HOUR;
  const shared = Math.max(0, Math.min(hour + seconds / HOUR, sent.hour + sent.hours) - Math.max(hour, sent.hour));
  return Math.round((sent.recipients * shared) / sent.hours);
}
