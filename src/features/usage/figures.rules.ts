import type { PanelUsage } from '../../connectors/connector.ts';
import type { Figures } from '../../contract/usage.ts';
import { clip, singleLine } from '../../shared/text.ts';

/** What is counted, in the order it is kept. */
export const COUNTS = ['sent', 'delivered', 'deferred', 'failed', 'recipients', 'bytes'] as const satisfies readonly (keyof Figures)[];

export const NOTHING_KNOWN: Figures = { sent: null, delivered: null, deferred: null, failed: null, recipients: null, bytes: null };

/** Figures of one account (`domain` '') or of one of its domains, ready to be kept. */
export interface SeriesFigures extends Figures {
  readonly hostedId: number;
  readonly domain: string;
}

/** The sum of what is known; null where nothing is. Unknown and known do not make unknown: what is known is at least so much. */
export function plus(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : a + b;
}

export function addFigures(a: Figures, b: Figures): Figures {
  return {
    sent: plus(a.sent, b.sent),
    delivered: plus(a.delivered, b.delivered),
    deferred: plus(a.deferred, b.deferred),
    failed: plus(a.failed, b.failed),
    recipients: plus(a.recipients, b.recipients),
    bytes: plus(a.bytes, b.bytes),
  };
}

/** The sum of many figures. */
export function sumFigures(all: Iterable<Figures>): Figures {
  const sum = { ...NOTHING_KNOWN };
  for (const figures of all) for (const count of COUNTS) sum[count] = plus(sum[count], figures[count]);
  return sum;
}

/** A silent account sent nothing: 0 of whatever its pack is told of, and unknown of what it is not. */
export function silentFigures(published: Figures): Figures {
  const zero = (value: number | null): number | null => (value === null ? null : 0);
  return {
    sent: zero(published.sent),
    delivered: zero(published.delivered),
    deferred: zero(published.deferred),
    failed: zero(published.failed),
    recipients: zero(published.recipients),
    bytes: zero(published.bytes),
  };
}

/** Rows of a page by account and domain. Logins nobody knows are left out; what no count can be is unknown. */
export function seriesOf(rows: readonly PanelUsage[], ids: ReadonlyMap<string, number>, loginOf: (login: string) => string): SeriesFigures[] {
  const series = new Map<string, SeriesFigures>();
  for (const row of rows) {
    const hostedId = ids.get(loginOf(row.login));
    if (hostedId === undefined) continue;
    const domain = clip(singleLine(row.domain), 254).toLowerCase();
    const figures = countsOf(row);
    const before = series.get(`${hostedId} ${domain}`);
    series.set(`${hostedId} ${domain}`, { hostedId, domain, ...(before === undefined ? figures : addFigures(before, figures)) });
  }
  return [...series.values()];
}

function countsOf(row: PanelUsage): Figures {
  const count = (value: number | null): number | null => (value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null);
  return {
    sent: count(row.sent),
    delivered: count(row.delivered),
    deferred: count(row.deferred),
    failed: count(row.failed),
    recipients: count(row.recipients),
    bytes: count(row.bytes),
  };
}
