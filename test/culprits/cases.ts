import type { Case, CaseAccount, CaseLimit, CaseLine, CaseOutcome, CaseSeries, CaseSlot, CaseSource } from '../../src/features/culprits/case.rules.ts';
import { judgeCase } from '../../src/features/culprits/verdict.rules.ts';

export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** 2026-11-24, 12:00 UTC. */
export const AT = 1_795_521_600;
export const FROM = AT - 20 * DAY;

export const SOURCE: CaseSource = {
  kind: 'log',
  name: 'mainlog',
  covered: [{ from: FROM, to: AT }],
  grain: HOUR,
  definition: '',
  gaps: [],
  overlaps: [],
  lines: 1000,
  skipped: 0,
  absent: [],
  unattributed: { messages: 0, recipients: 0 },
};

export const unknown = (failed: number): CaseOutcome => ({ class: 'permanent', target: 'address', failed, deferred: 0 });
export const content = (failed: number): CaseOutcome => ({ class: 'blocked', target: 'content', failed, deferred: 0 });
export const blocked = (failed: number): CaseOutcome => ({ class: 'blocked', target: 'sender-ip', failed, deferred: 0 });

/** What an account sends in an hour, so many hours before the moment. */
export type Hourly = (ago: number) => {
  readonly recipients: number;
  readonly outcomes?: readonly CaseOutcome[];
  readonly deferred?: number;
  readonly messages?: number;
};
export type More = Partial<Omit<CaseAccount, 'series'>> & Partial<Pick<CaseSeries, 'traces' | 'refusals' | 'limits'>>;

export function account(name: string, hourly: Hourly, { traces = [], refusals = [], limits = [], ...more }: More = {}): CaseAccount {
  const slots: CaseSlot[] = [];
  for (let ago = (AT - FROM) / HOUR; ago > 0; ago--) {
    const { recipients, outcomes = [], deferred = 0, messages = recipients } = hourly(ago);
    const failed = outcomes.reduce((sum, each) => sum + each.failed, 0);
    slots.push({ start: AT - ago * HOUR, seconds: HOUR, recipients, messages, failed, deferred, forwarded: 0, outcomes, excepted: false });
  }
  const series = [{ source: 0, covered: null, slots, traces, refusals, limits }];
  const nothing = { hostedId: null, clientId: null, clientName: '', allowed: [], stops: [], announcements: [], complaints: [] };
  return { account: name, domain: `${name}.example`, ...nothing, series, ...more };
}

export const lineAt = (at: number): CaseLine => ({ file: 'mainlog', line: at - FROM, at: new Date(at * 1000).toISOString(), text: '' });
/** A limit that was met within one stretch. */
export const limitAt = (limit: Omit<CaseLimit, 'slots'>): CaseLimit => {
  const { firstAt, lastAt, times } = limit;
  return { ...limit, slots: [{ start: firstAt, times, firstAt, lastAt }] };
};
/** The limit of failures, met so many hours before the moment. */
export const failuresLimit = (ago: number): CaseLimit => {
  const at = AT - ago * HOUR;
  return limitAt({ kind: 'failures', allowed: 60, counted: 61, times: 30, firstAt: at, lastAt: at + HOUR, line: lineAt(at) });
};

export function judge(accounts: readonly CaseAccount[], more: Partial<Case> = {}) {
  const judged = judgeCase({ at: AT, windowSeconds: DAY, zone: 'UTC', accounts, sources: [SOURCE], limit: null, ...more });
  const find = (name: string) => judged.suspects.find((each) => each.account === name);
  return {
    ...judged,
    find,
    labels: Object.fromEntries(judged.suspects.map((each) => [each.account, each.label])),
    codes: (name: string) => codesOf(find(name)),
    facts: (name: string, code: string) => [...(find(name)?.reasonsFor ?? []), ...(find(name)?.reasonsAgainst ?? [])].find((each) => each.code === code)?.facts,
    said: (name: string) => judged.others.find((each) => each.account === name),
  };
}

export function codesOf(suspect: ReturnType<typeof judgeCase>['suspects'][number] | undefined): string[] {
  return [...(suspect?.reasonsFor ?? []), ...(suspect?.reasonsAgainst ?? [])].map(({ code }) => code);
}

export const steady =
  (recipients: number): Hourly =>
  () => ({ recipients });
/** Quiet, and then a list that nobody asked for. */
export const boughtList: Hourly = (ago) => (ago <= 4 ? { recipients: 300, outcomes: [unknown(120)] } : { recipients: 2 });
/** As ever, but from a while before the moment on receivers refuse half of it for the server's sake. */
export const refusedFrom =
  (recipients: number, since: number): Hourly =>
  (ago) =>
    ago <= since ? { recipients, outcomes: [blocked(recipients / 2)] } : { recipients };
