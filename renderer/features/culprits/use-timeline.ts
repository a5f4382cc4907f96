import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { PackId } from '../../../src/contract/ids.ts';
import type { LogMark, LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { type Part, partsOfQuarters, type Stretch, spanOf } from './timeline.rules.ts';

export type Mark = z.infer<typeof LogMark>;

/** Everything that can be drawn over time. */
export interface Timeline {
  readonly parts: readonly Part[];
  readonly marks: readonly Mark[];
  readonly span: Stretch;
  /** Quarters of logs, where nothing logged is nothing sent; or hours of a panel, where it is not known. */
  readonly from: 'logs' | 'panel';
}

const HOUR = 3_600_000;
const DAYS_BEFORE = 8;

/** Counts of all logs together, or, without any, of the panel around a moment. Undefined while loading; null = there is nothing to draw. */
export function useTimeline(logs: readonly LogSummary[], packId: PackId | null, at: number): Timeline | null | undefined {
  const ofLogs = useQueries({
    queries: logs.map(({ id }) => ({ ...orpc.logs.timeline.queryOptions({ input: { id } }), staleTime: Number.POSITIVE_INFINITY })),
  });
  const ofPanel = usePanel(logs.length === 0 ? packId : null, at);
  if (logs.length === 0) return packId === null ? null : ofPanel;
  const answers = ofLogs.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (answers.length < ofLogs.length) return ofLogs.some(({ error }) => error !== null) ? null : undefined;
  const parts = answers.flatMap(({ quarters }) => partsOfQuarters(quarters)).sort((a, b) => a.from - b.from);
  const span = spanOf(parts, coveredBy(logs));
  const marks = answers.flatMap((answer) => answer.marks).sort((a, b) => a.line.at.localeCompare(b.line.at));
  return span === null ? null : { parts, marks, span, from: 'logs' };
}

function coveredBy(logs: readonly LogSummary[]): Stretch | null {
  const stretches = logs.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from: Date.parse(from), to: Date.parse(to) }]));
  if (stretches.length === 0) return null;
  return { from: Math.min(...stretches.map(({ from }) => from)), to: Math.max(...stretches.map(({ to }) => to)) };
}

function usePanel(packId: PackId | null, at: number): Timeline | null | undefined {
  // Settled once: while somebody moves the moment, the picture stays where it is.
  const [window] = useState(() => ({ from: hourOf(at - DAYS_BEFORE * 24 * HOUR), to: hourOf(Math.min(at + 24 * HOUR, Date.now()) + HOUR) }));
  const query = useQuery({
    ...orpc.usage.pack.queryOptions({ input: { packId: packId ?? '', from: window.from, to: window.to, grain: 'hour' } }),
    enabled: packId !== null,
  });
  if (query.data === undefined) return query.error === null ? undefined : null;
  const { points } = query.data.curve;
  if (points.every(({ sent, recipients }) => sent === null && recipients === null)) return null;
  const parts = points.map(({ from, to, sent, recipients, failed, deferred }): Part => {
    return { from: Date.parse(from), to: Date.parse(to), recipients: recipients ?? sent, failed, deferred };
  });
  const span = spanOf(parts, null);
  return span === null ? null : { parts, marks: [], span, from: 'panel' };
}

function hourOf(at: number): string {
  return new Date(Math.floor(at / HOUR) * HOUR).toISOString();
}
