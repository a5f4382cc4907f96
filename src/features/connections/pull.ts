import type { z } from 'zod';
import type { PullResult } from '../../contract/connections.ts';
import { toIso } from '../../shared/dates.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { OpenPanel } from '../hooks.ts';
import { lastPackFlips } from '../statuses/index.ts';
import { type Asking, ask, type PanelTrouble, type Report } from './ask.ts';
import { findConnection } from './connection.repo.ts';
import { judgeApart } from './judge-apart.ts';
import { openPanel } from './panels.ts';
import type { PollKind } from './polls.repo.ts';
import { probePanel } from './probe.ts';
import { type AccountsTally, pullAccounts } from './pull-accounts.ts';
import { pullUsage, type UsageTally } from './pull-usage.ts';
import { reach } from './trouble.rules.ts';
import { pullWarnings } from './warnings.ts';

/** What is to be read. */
export interface Wanted {
  readonly accounts: boolean;
  readonly usage: boolean;
  readonly warnings: boolean;
  /** How long to catch up with figures of the past before the rest is left to the next time; null = to the end. */
  readonly longestMs: number | null;
}
export const EVERYTHING: Wanted = { accounts: true, usage: true, warnings: true, longestMs: null };

type Result = z.input<typeof PullResult>;

interface Pulled {
  accounts: AccountsTally | null;
  usage: UsageTally | null;
  alerts: number;
  trouble: PanelTrouble | null;
}

/**
 * Reads one panel: what was never tried is tried first. Every page is kept as it comes, so nothing is held in memory and what was read stays when the rest
 * fails. Troubles are in the result; throws `cancelled`. The caller has the turn of the pack.
 */
export async function pull(asking: Asking, wanted: Wanted, report: Report): Promise<Result> {
  const pulled: Pulled = { accounts: null, usage: null, alerts: 0, trouble: null };
  const panel = await opened(asking, pulled);
  if (panel !== null) await readAll(asking, panel, { wanted, report, pulled });
  if (pulled.accounts !== null || pulled.usage !== null || pulled.trouble !== null) {
    const { desk, stored } = asking;
    report({ phase: 'judging_hosts', done: 0, total: 0 });
    pulled.alerts = await judgeApart(desk.core, stored.packId);
    desk.core.changed('alerts');
  }
  return await resultOf(asking, pulled);
}

/** The panel ready to be asked; null when that was a trouble already. */
async function opened(asking: Asking, pulled: Pulled): Promise<OpenPanel | null> {
  let panel: OpenPanel | null = null;
  pulled.trouble = await askUnlessReady(asking, async () => {
    panel = await openPanel(asking.desk, asking.stored, asking.signal);
  });
  return panel;
}

/** Only what fails to be opened is a question that failed: one that can be is asked in a moment. */
async function askUnlessReady(asking: Asking, open: () => Promise<void>): Promise<PanelTrouble | null> {
  try {
    await open();
    return null;
  } catch (error) {
    return await ask(asking, 'accounts', () => Promise.reject(error));
  }
}

interface Reading {
  readonly wanted: Wanted;
  readonly report: Report;
  readonly pulled: Pulled;
}

async function readAll(asking: Asking, panel: OpenPanel, { wanted, report, pulled }: Reading): Promise<void> {
  const stopped = (kind: PollKind, trouble: PanelTrouble | null): boolean => {
    pulled.trouble ??= trouble;
    return trouble !== null && reach(kind, trouble.code) !== 'part';
  };
  if (asking.stored.probedAt === null && stopped('probe', await probePanel(asking, panel, report))) return;
  if (wanted.accounts && stopped('accounts', await accounts(asking, panel, { report, pulled }))) return;
  // Lists do not say of the reseller himself that he runs again.
  if (wanted.accounts && (await saidSuspended(asking)) && stopped('probe', await probePanel(asking, panel, report))) return;
  if (wanted.usage && panel.connector.usage !== null) {
    const trouble = await usage(asking, panel, { wanted, report, pulled });
    if (stopped('usage', trouble)) return;
    if (isOutdated(asking, trouble, wanted) && stopped('probe', await probePanel(asking, panel, report))) return;
  }
  if (wanted.warnings && panel.connector.warnings !== null) {
    report({ phase: 'host_warnings', done: 0, total: 0 });
    stopped('warnings', await ask(asking, 'warnings', (tally) => pullWarnings(asking, panel, tally).then(() => undefined)));
  }
}

/** What is worth looking at again, where a right is said to be there or not: the panel may be asked for it so often by itself. */
const AGAIN_MS = HOUR_MS;

/** True when the panel said of the pack that it is suspended, so long ago that it may say otherwise now. */
async function saidSuspended({ desk, stored }: Asking): Promise<boolean> {
  if (stored.probedAt === null || desk.core.clock.now() - stored.probedAt < AGAIN_MS) return false;
  const last = (await lastPackFlips(desk.core.db.read, stored.packId)).get(stored.packId);
  return last?.to_state === 'pack_suspended' && last.because === 'panel_says';
}

/** True when figures could be read, or not, otherwise than was found when the connection was tried: the host gave a right, or took it away. */
function isOutdated({ desk, stored }: Asking, trouble: PanelTrouble | null, { longestMs }: Wanted): boolean {
  const isByPerson = longestMs === null;
  if (stored.probedAt === null || (!isByPerson && desk.core.clock.now() - stored.probedAt < AGAIN_MS)) return false;
  const lacked = stored.capabilities.some(({ need, given }) => given === 'needs_privilege' && (need === 'sent' || need === 'bytes'));
  return trouble === null ? lacked : trouble.code === 'panel_privilege_missing' && !lacked;
}

async function accounts(asking: Asking, panel: OpenPanel, { report, pulled }: Omit<Reading, 'wanted'>): Promise<PanelTrouble | null> {
  const tally: AccountsTally = { rows: 0, added: 0, changed: 0, missing: 0, flips: 0 };
  const say = (): void => report({ phase: 'host_accounts', done: tally.rows, total: 0 });
  say();
  const trouble = await ask(asking, 'accounts', async (counted) => {
    try {
      return await pullAccounts(asking, panel, { tally, report: say });
    } finally {
      counted.rows = tally.rows;
    }
  });
  pulled.accounts = tally;
  return trouble;
}

async function usage(asking: Asking, panel: OpenPanel, { wanted, report, pulled }: Reading): Promise<PanelTrouble | null> {
  const tally: UsageTally = { rows: 0, windows: 0 };
  const trouble = await ask(asking, 'usage', async (counted) => {
    try {
      return await pullUsage(asking, panel, {
        ...{ tally, longestMs: wanted.longestMs },
        report: (done, total) => report({ phase: 'host_figures', done, total }),
      });
    } finally {
      counted.rows = tally.rows;
    }
  });
  pulled.usage = tally;
  return trouble;
}

/** The trouble as the connection stands now, so that since when is the same everywhere. */
async function resultOf({ desk, stored }: Asking, { accounts: list, usage: figures, alerts, trouble }: Pulled): Promise<Result> {
  const now = await findConnection(desk.core.db.read, stored.packId);
  const since = now?.trouble?.code === trouble?.code ? now?.trouble?.since : undefined;
  return {
    packId: stored.packId,
    packName: stored.packName,
    accounts: list === null ? null : { seen: list.rows, added: list.added, changed: list.changed, missing: list.missing },
    usage: figures === null ? null : { windows: figures.windows, rows: figures.rows },
    flips: list?.flips ?? 0,
    alerts,
    trouble: trouble === null ? null : { code: trouble.code, params: { ...trouble.params }, since: toIso(since ?? desk.core.clock.now()) },
  };
}
