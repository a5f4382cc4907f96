import type { PanelUsage } from '../../src/connectors/connector.ts';
import type { AskPanel } from '../../src/features/hooks.ts';
import { endUsage, takeUsage, usageHandlers } from '../../src/features/usage/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import type { TestCore } from '../support/core.ts';

export const CALL = { signal: undefined };

/** A test that asks no panel. */
export const NO_PANEL: AskPanel = () => {
  throw new Error('The test gave no panel');
};

/** One window as it is read, and when. */
export interface Window {
  readonly packId: string;
  readonly grain: 'hour' | 'day';
  readonly start: number;
  readonly at?: number;
  readonly silentIsZero?: boolean;
  readonly definition?: 'messages_events' | 'deliveries' | 'smtp_bytes' | 'report';
  readonly origin?: 'panel' | 'report';
}

/** Reads one window to its end, in pages. */
export async function readWindow({ core }: TestCore, window: Window, ...pages: readonly (readonly PanelUsage[])[]): Promise<void> {
  const { packId, grain, start, silentIsZero = true, definition = 'messages_events', origin = 'panel' } = window;
  const length = grain === 'hour' ? HOUR_MS : DAY_MS;
  const at = window.at ?? Math.min(core.clock.now(), start + length + 60_000);
  const of = { packId, grain, start, definition, origin, at };
  for (const rows of pages) await core.db.write((tx) => takeUsage(core, tx, { ...of, rows }));
  await core.db.write((tx) => endUsage(core, tx, { ...of, complete: start + length <= at, silentIsZero }));
}

type Overview = ReturnType<typeof usageHandlers>['overview'];
const QUESTION = { offset: 0, limit: 100, span: 'h24', filter: { search: '', states: [], only: [] }, sort: 'sent', descending: true } as const;

/** The table, asked for anew. */
export function overviewOf({ core }: TestCore) {
  const { overview } = usageHandlers(core, NO_PANEL);
  return (given: { readonly filter?: Partial<Parameters<Overview>[0]['filter']> } & Partial<Omit<Parameters<Overview>[0], 'filter'>> = {}) =>
    overview({ ...QUESTION, ...given, filter: { search: '', states: [], only: [], ...given.filter } }, CALL);
}

/** All rows of the tables of figures, to compare before and after. */
export async function stored({ core }: TestCore) {
  const { read } = core.db;
  return {
    usage: await read.selectFrom('usage').selectAll().orderBy('series_id').orderBy('grain').orderBy('start_s').execute(),
    reads: await read.selectFrom('usage_read').selectAll().orderBy('grain').orderBy('start_s').execute(),
    accounts: await read.selectFrom('hosted_account').select(['login', 'last_sent_at', 'limits']).orderBy('login').execute(),
  };
}
