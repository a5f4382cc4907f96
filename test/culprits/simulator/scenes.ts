import type { Case, CaseSeries, CaseSlot, CaseSource } from '../../../src/features/culprits/case.rules.ts';
import { ABUSES, type Abuse, type AbuseKind, abuseOf } from './abuse.ts';
import { deadShare, newsletterIn, type Ordinary, ordinaryAccount } from './account.ts';
import { type Draw, drawFrom } from './draw.ts';
import type { Journal } from './exim-text.ts';
import { abusiveMail, type Lateness, type Listing, ordinaryMail, type Slot } from './mail.ts';
import { type HostRules, hostRules, reactions } from './reactions.ts';
import { type Record, record } from './record.ts';

const QUARTER = 900;
const HOUR = 3600;
const DAY = 86_400;
/** A Tuesday noon; scenes lie within some weeks of it. */
const EPOCH = 1_795_521_600;

export const QUIET_KINDS = ['quiet', 'newsletter', 'surge', 'neighbour'] as const;
export type SceneKind = AbuseKind | (typeof QUIET_KINDS)[number];

/** What is known of a scene: logs over days, over one day and a bit, over some hours, logs and a panel's figures, or a panel's figures alone. */
export const KNOWLEDGE = ['log', 'log-day', 'log-short', 'log-and-panel', 'panel-hours', 'panel-days'] as const;
export type Knowledge = (typeof KNOWLEDGE)[number];

export interface Scene {
  readonly seed: number;
  readonly kind: SceneKind;
  readonly knowledge: Knowledge;
  /** null = nobody's mail brought it about. */
  readonly culprit: string | null;
  readonly input: Case;
}

/** Everything that is decided of a scene before its mail is made up. */
interface Plan {
  readonly draw: Draw;
  readonly at: number;
  readonly windowSeconds: number;
  readonly kind: SceneKind;
  readonly knowledge: Knowledge;
  readonly accounts: readonly Ordinary[];
  readonly culprit: Ordinary | null;
  readonly abuse: Abuse | null;
  readonly listing: Listing | null;
  readonly lateness: Lateness;
  readonly rules: HostRules;
  readonly surging: Ordinary | null;
  readonly logFrom: number;
  readonly panelFrom: number;
}

/** The scene of a seed. */
export function sceneOf(seed: number): Scene {
  return writtenScene(seed).scene;
}

/** The scene of a seed with everything that was sent in it while there was a log. */
export function writtenScene(seed: number): { readonly scene: Scene; readonly journals: readonly Journal[] } {
  const plan = planOf(seed);
  const { draw, at, windowSeconds, kind, knowledge, culprit } = plan;
  const records = plan.accounts.map((account) => lived(plan, account));
  const sources = sourcesOf(plan);
  const panel = { fails: draw.chance(0.7), silentIsZero: draw.chance(0.6), times: draw.chance(0.5) ? 1 : draw.between(0.4, 3) };
  const log = sources.findIndex((source) => source.kind === 'log');
  const accounts = records.map((each) =>
    each.account(
      sources.map((source, index) => ({ source: index, ...told(source, each.slots(), panel) })),
      log < 0 ? null : log,
    ),
  );
  const limit = draw.chance(0.5)
    ? {
        count: Math.round(draw.heavy(400, 0.6)),
        seconds: HOUR,
        scope: 'pack',
        counts: draw.pick('messages' as const, 'recipients' as const),
        from: 'host' as const,
      }
    : null;
  const scene = {
    seed,
    kind,
    knowledge,
    culprit: culprit?.name ?? null,
    input: { at, windowSeconds, zone: draw.pick('UTC', 'Europe/Paris', 'Europe/Moscow'), accounts, sources, limit },
  };
  return { scene, journals: records.map(({ name, journal }) => ({ account: name, sent: journal })) };
}

function planOf(seed: number): Plan {
  const draw = drawFrom(seed);
  const at = EPOCH + draw.whole(0, 27) * DAY + draw.whole(0, 95) * QUARTER;
  const accounts = Array.from({ length: draw.whole(8, 50) }, (_, index) => ordinaryAccount(draw, index, at));
  const kind: SceneKind = draw.chance(0.7) ? draw.pick(...ABUSES) : draw.pick(...QUIET_KINDS);
  const knowledge = draw.pick<Knowledge>('log', 'log', 'log', 'log', 'log-day', 'log-day', 'log-and-panel', 'panel-hours', 'panel-days', 'log-short');
  const misuse = ABUSES.find((each) => each === kind);
  // Any account may be misused, the largest as well.
  const culprit = misuse === undefined ? null : (accounts[draw.whole(0, accounts.length - 1)] ?? null);
  const abuse = misuse === undefined || culprit === null ? null : abuseOf(misuse, { draw, account: culprit, at });
  const logs = {
    log: draw.between(3, 8) * 24,
    'log-day': draw.between(30, 40),
    'log-short': draw.between(16, 22),
    'log-and-panel': draw.between(26, 32),
    'panel-hours': 0,
    'panel-days': 0,
  };
  const quarters = Math.floor((logs[knowledge] * HOUR) / QUARTER);
  return {
    draw,
    at,
    windowSeconds: windowFor(draw, kind),
    kind,
    knowledge,
    accounts: kind === 'newsletter' ? withNewsletter(draw, accounts, at) : accounts,
    culprit,
    abuse,
    listing: listingOf(draw, { kind, abuse, at }),
    lateness: { share: draw.chance(0.5) ? draw.between(0, 0.6) : 0, seconds: draw.between(0.5, 6) * HOUR, at },
    rules: hostRules(draw),
    surging: kind === 'surge' || draw.chance(0.15) ? (accounts.find((each) => each !== culprit && each.daily > 20) ?? null) : null,
    logFrom: at - quarters * QUARTER,
    panelFrom: knowledge === 'log' || knowledge === 'log-day' || knowledge === 'log-short' ? at : at - 29 * DAY,
  };
}

function windowFor(draw: Draw, kind: SceneKind): number {
  if (kind === 'slow-leak') return draw.pick(24, 24, 24, 72) * HOUR;
  return draw.pick(24, 24, 24, 24, 24, 24, 12, 72) * HOUR;
}

/** A lawful mailing within the last hours: of one that mails regularly, or for the first time. */
function withNewsletter(draw: Draw, accounts: readonly Ordinary[], at: number): Ordinary[] {
  const start = at - draw.between(1, 10) * HOUR;
  const everyDays = draw.pick(7, 30, 400);
  const newsletter = {
    everyDays,
    firstDay: Math.floor(start / DAY) - (everyDays === 400 ? 0 : everyDays * Math.floor(40 / everyDays)),
    hour: Math.floor((start % DAY) / HOUR),
    hours: draw.whole(1, 4),
    recipients: Math.round(Math.min(8000, Math.max(200, draw.heavy(1000, 0.8)))),
    dead: deadShare(draw, everyDays),
    announced: draw.chance(0.4),
  };
  const chosen = draw.whole(0, accounts.length - 1);
  return accounts.map((account, index) => (index === chosen ? { ...account, newsletter } : account));
}

/** Receivers begin to refuse the server some time into the misuse, or because of a neighbour at the host; sometimes the host is quicker. */
function listingOf(draw: Draw, { kind, abuse, at }: Pick<Plan, 'kind' | 'abuse' | 'at'>): Listing | null {
  const how = { share: draw.between(0.3, 0.9), deferredShare: draw.between(0, 0.7), asContent: draw.chance(0.2) ? draw.between(0.3, 0.9) : 0 };
  if (kind === 'neighbour') return { ...how, from: at - draw.between(2, 20) * HOUR, to: at + DAY };
  if (abuse === null || draw.chance(0.25)) return null;
  return { ...how, from: abuse.from + (Math.min(at, abuse.to + HOUR) - abuse.from) * draw.between(0.2, 1), to: at + DAY };
}

/** Lives an account through: hours while only a panel looks on, quarters while there is a log. */
function lived(plan: Plan, account: Ordinary): Record {
  const { draw, at, abuse, culprit, listing, lateness, logFrom, panelFrom } = plan;
  const weather = { listing, lateness };
  const into = record(account.name, logFrom);
  const surge = account === plan.surging ? { from: at - draw.between(2, 8) * HOUR, times: draw.between(3, 9) } : null;
  const live = (slot: Slot): void => {
    const times = surge !== null && slot.start >= surge.from && slot.start < surge.from + 2 * HOUR ? surge.times : 1;
    ordinaryMail(draw, { account, into, slot, weather, times });
    if (abuse !== null && account === culprit) abusiveMail(draw, { abuse, account, into, slot, weather });
  };
  for (let start = panelFrom; start < Math.min(at, logFrom); start += HOUR) live({ start, seconds: HOUR });
  for (let start = logFrom; start < at; start += QUARTER) live({ start, seconds: QUARTER });
  announce(account, into, at);
  if (logFrom < at) reactions(draw, { at, logFrom, rules: plan.rules, culprit: account === culprit }, into);
  return into;
}

function announce(account: Ordinary, into: Record, at: number): void {
  if (account.newsletter?.announced !== true) return;
  for (let start = at - 2 * DAY; start < at; start += HOUR) {
    if (newsletterIn(account, start, HOUR) === 0 || newsletterIn(account, start - HOUR, HOUR) > 0) continue;
    into.announcements.push({ from: start - HOUR, to: start + (account.newsletter.hours + 1) * HOUR, recipients: account.newsletter.recipients });
  }
}

function sourcesOf({ draw, at, logFrom, panelFrom, knowledge }: Plan): CaseSource[] {
  const nothing = { gaps: [], overlaps: [], lines: 0, skipped: 0, absent: [], unattributed: { messages: 0, recipients: 0 } };
  const absent = draw.chance(0.2) ? [draw.pick('subjects' as const, 'logins' as const)] : [];
  const log: CaseSource = {
    ...nothing,
    kind: 'log',
    name: 'exim_mainlog',
    covered: [{ from: logFrom, to: at }],
    grain: QUARTER,
    definition: '',
    lines: 100_000,
    absent,
  };
  const panel: CaseSource = {
    ...nothing,
    kind: 'panel',
    name: 'panel',
    covered: [{ from: panelFrom, to: at }],
    grain: knowledge === 'panel-days' ? DAY : HOUR,
    definition: 'recipients',
  };
  return [...(logFrom < at ? [log] : []), ...(panelFrom < at ? [panel] : [])];
}

/** What a panel shows: whether failures as well, whether who sent nothing is shown with 0, and how much more or less than a log it counts. */
interface Panel {
  readonly fails: boolean;
  readonly silentIsZero: boolean;
  readonly times: number;
}

/** What a source tells of the slots: a log everything, a panel sums; where its silence is not zero, nothing is known of stretches without mail. */
function told(source: CaseSource, slots: readonly CaseSlot[], panel: Panel): Pick<CaseSeries, 'slots' | 'covered'> {
  const covered = source.covered[0];
  const within = slots.filter(({ start }) => covered !== undefined && start >= covered.from);
  if (source.kind === 'log') return { slots: within.filter(({ seconds }) => seconds === QUARTER), covered: null };
  const sums = new Map<number, { recipients: number; failed: number }>();
  for (const { start, recipients, failed } of within) {
    const from = Math.max(covered?.from ?? 0, Math.floor(start / source.grain) * source.grain);
    const sum = sums.get(from) ?? { recipients: 0, failed: 0 };
    sums.set(from, { recipients: sum.recipients + recipients, failed: sum.failed + (failed ?? 0) });
  }
  const until = covered?.to ?? 0;
  const counted = [...sums].map(([start, { recipients, failed }]): CaseSlot => {
    const seconds = Math.min(until, Math.floor(start / source.grain) * source.grain + source.grain) - start;
    const some = { recipients: Math.round(recipients * panel.times), failed: panel.fails ? Math.round(failed * panel.times) : null };
    return { start, seconds, ...some, messages: null, deferred: null, forwarded: 0, outcomes: [], excepted: false };
  });
  return { slots: counted, covered: panel.silentIsZero ? null : counted.map(({ start, seconds }) => ({ from: start, to: start + seconds })) };
}

/** The account with most failures in the window: what a simple table shows first. */
export function naiveCulprit({ input }: Scene): string | null {
  const from = input.at - input.windowSeconds;
  const failures = input.accounts.map(({ account, series }) => ({
    account,
    failed: Math.max(
      0,
      ...series.map(({ slots }) => slots.filter(({ start }) => start >= from && start < input.at).reduce((sum, { failed }) => sum + (failed ?? 0), 0)),
    ),
  }));
  const [most] = failures.sort((a, b) => b.failed - a.failed);
  return most === undefined || most.failed === 0 ? null : most.account;
}
