import type { Testimony } from '../logs/index.ts';
import type { CaseAccount, CaseAllowance, CaseLimit, CaseSeries, CaseSpan, CaseTrace } from './case.rules.ts';
import { HOST_REACTS_S } from './grid.rules.ts';
import { alike, joinedCells, joinedLimits, joinedRefusals, joinedTraces, type LogPart, limitWithin } from './joined.rules.ts';
import { logSlots } from './log-series.ts';
import { tracesWithin } from './within.rules.ts';

/** Whom something is told of. */
export type Named = Pick<Testimony, 'account' | 'domain' | 'hostedId' | 'accountId' | 'clientId' | 'clientName'>;

/** At most so many of these are kept of an account: the largest traces of each kind, the first refusals in the window. */
const MOST_OF_A_KIND = 20;
const MOST_REFUSALS = 60;

/** What is judged: the window, the stretch that the grid begins with, and the stretch in which quarters are kept. Epoch seconds. */
export interface Frame {
  readonly window: CaseSpan;
  readonly since: number;
  readonly near: CaseSpan;
}

/** What the panel showed of an account beside its figures. */
export type FromPanel = Pick<CaseAccount, 'stops' | 'announcements' | 'allowed'>;

/** The source that all logs are, and stretches that teach nothing. */
interface FromLog {
  readonly source: number;
  readonly excepted: readonly CaseSpan[];
}

/** One account, as several sources tell of it. */
class Person {
  readonly #named: Named;
  readonly #parts: LogPart[] = [];
  readonly #series: CaseSeries[] = [];
  #log: FromLog | null = null;
  #panel: FromPanel = { stops: [], announcements: [], allowed: [] };

  constructor(named: Named) {
    this.#named = named;
  }

  get name(): string {
    return this.#named.account;
  }

  /** What a log says; `source`: of all logs together. */
  addLog(source: number, part: LogPart, excepted: readonly CaseSpan[]): void {
    this.#parts.push(part);
    this.#log = { source, excepted };
  }

  addFigures({ source, covered, slots }: Pick<CaseSeries, 'source' | 'covered' | 'slots'>): void {
    this.#series.push({ source, covered, slots, traces: [], refusals: [], limits: [] });
  }

  addFromPanel(shown: FromPanel): void {
    this.#panel = shown;
  }

  account(frame: Frame): CaseAccount {
    const { account, domain, hostedId, clientId, clientName } = this.#named;
    const limits = joinedLimits(this.#parts);
    return {
      ...{ account, domain, hostedId: hostedId === null ? null : String(hostedId), clientId, clientName },
      series: [...(this.#log === null ? [] : [this.#logSeries(this.#log, limits, frame)]), ...this.#series],
      ...this.#panel,
      allowed: tightest([...this.#panel.allowed, ...observedIn(limits)]),
      complaints: [],
    };
  }

  #logSeries({ source, excepted }: FromLog, limits: CaseSeries['limits'], { window, since, near }: Frame): CaseSeries {
    const cells = joinedCells(this.#parts);
    const traces = tracesWithin(joinedTraces(this.#parts), { from: since, to: window.to }, near.from);
    return {
      source,
      covered: null,
      slots: logSlots(cells, near, excepted),
      traces: alike(traces, ({ kind }) => kind).flatMap((ofKind) => ofKind.sort(largestFirst).slice(0, MOST_OF_A_KIND)),
      refusals: joinedRefusals(this.#parts)
        .filter(({ line }) => Date.parse(line.at) / 1000 >= window.from && Date.parse(line.at) / 1000 < window.to)
        .slice(0, MOST_REFUSALS),
      limits: limits.flatMap((limit) => limitWithin(limit, { from: since, to: window.to + (isCounted(limit) ? 0 : HOST_REACTS_S) }) ?? []),
    };
  }
}

function largestFirst(a: CaseTrace, b: CaseTrace): number {
  return b.recipients + b.failed - a.recipients - a.failed || b.messages - a.messages || (a.value < b.value ? -1 : 1);
}

/** Limits that the server counts; what it does to an account may come a while after what it is done for. */
function isCounted({ kind }: CaseLimit): boolean {
  return kind === 'messages' || kind === 'failures';
}

/** Servers name a number where one was reached; their windows are hours. */
function observedIn(limits: CaseSeries['limits']): CaseAllowance[] {
  return limits.flatMap(({ kind, allowed }) =>
    allowed !== null && (kind === 'messages' || kind === 'failures') ? [{ count: allowed, seconds: 3600, counts: kind, from: 'observed' }] : [],
  );
}

function tightest(allowed: readonly CaseAllowance[]): CaseAllowance[] {
  const kept = new Map<string, CaseAllowance>();
  for (const each of allowed) {
    const key = `${each.counts} ${each.seconds}`;
    const known = kept.get(key);
    if (known === undefined || each.count < known.count) kept.set(key, each);
  }
  return [...kept.values()];
}

/** The accounts of a case: one for each account of the host, else for each name. */
export class People {
  readonly #people = new Map<string, Person>();

  of(named: Named): Person {
    const key = keyOf(named);
    const known = this.#people.get(key) ?? new Person(named);
    this.#people.set(key, known);
    return known;
  }

  byHosted(id: number): Person | undefined {
    return this.#people.get(`hosted ${id}`);
  }

  get size(): number {
    return this.#people.size;
  }

  /** Account for account in the order of their names, so that the same data are the same case. */
  *accounts(frame: Frame): Generator<CaseAccount, void, void> {
    const sorted = [...this.#people].sort(([a, one], [b, other]) => (one.name < other.name ? -1 : one.name > other.name ? 1 : a < b ? -1 : 1));
    for (const [, person] of sorted) yield person.account(frame);
  }
}

function keyOf({ account, hostedId, accountId }: Named): string {
  if (hostedId !== null) return `hosted ${hostedId}`;
  return accountId === null ? `name ${account}` : `ours ${accountId}`;
}
