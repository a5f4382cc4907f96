import { type QueryKey, useQueries } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { MINUTE_MS } from '../../src/shared/durations.ts';

const PAGE = 100;

interface Answer<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A long remote list of which only the pages in sight are asked for. */
export interface WindowedRows<Row, A extends Answer<Row> = Answer<Row>> {
  readonly total: number;
  /** Undefined = not loaded yet. */
  rowAt(index: number): Row | undefined;
  /** Tells which rows are in sight. */
  show(first: number, last: number): void;
  /** The first page's whole answer: counts and the like. */
  readonly head: A | undefined;
  /** True until the first page of the first question is there. */
  readonly loading: boolean;
  readonly error: unknown;
}

/**
 * Loads `{ total, rows }` by pages. `queryKey` starts with the operation's key, so that changes reach it:
 * `useWindowedRows({ queryKey: orpc.clients.list.key({ input }), load: (window, signal) => client.clients.list({ ...input, ...window }, { signal }) })`.
 */
export function useWindowedRows<Row, A extends Answer<Row>>(options: {
  queryKey: QueryKey;
  load(window: { offset: number; limit: number }, signal: AbortSignal): Promise<A & { readonly rows: readonly Row[] }>;
}): WindowedRows<Row, A> {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const pages = pagesOf(range);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...options.queryKey, { page }],
      queryFn: ({ signal }: { signal: AbortSignal }) => options.load({ offset: page * PAGE, limit: PAGE }, signal),
      gcTime: MINUTE_MS,
    })),
  });
  const answered = answers[0]?.data;
  const last = useRef(answered);
  if (answered !== undefined) last.current = answered;
  const head = answered ?? last.current;
  const byPage = new Map(pages.map((page, index) => [page, answers[index]?.data] as const));
  const show = useCallback((from: number, to: number) => {
    const next = { first: Math.floor(from / PAGE), last: Math.floor(to / PAGE) };
    setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  return {
    total: head?.total ?? 0,
    rowAt: (index) => (byPage.get(Math.floor(index / PAGE)) ?? (index < PAGE ? head : undefined))?.rows[index % PAGE],
    show,
    head,
    loading: head === undefined && answers[0]?.isPending === true,
    error: answers.find((answer) => answer.error !== null)?.error ?? undefined,
  };
}

/** The pages in sight and, always, the first one: it carries the total. */
function pagesOf(range: { first: number; last: number }): number[] {
  const pages = new Set([0]);
  for (let page = range.first; page <= range.last; page += 1) pages.add(page);
  return [...pages];
}
