import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packedFacts } from '../../src/logs/facts.ts';
import { Joining, type JoinLimits } from '../../src/logs/join.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { readStretch } from './in-place.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const log = readFileSync(fixturePath('exim-small.log'));

/** What the log says, read in parts of so many bytes. */
function factsWith(limits?: JoinLimits): LogFacts {
  const joining = new Joining(limits);
  let before = 0;
  for (let from = 0; from < log.length; ) {
    const end = log.indexOf(10, Math.min(log.length - 1, from + 10_000)) + 1;
    const stretch = readStretch('exim', log.subarray(from, end));
    joining.add(stretch, { file: 0, before });
    before += stretch.lines;
    from = end;
  }
  return factsOf(packedFacts(joining.end(), { format: 'exim', zone: 'America/New_York', files: [], accounts: ACCOUNTS }));
}

describe('What is kept of a long log', () => {
  it('loses nothing when only lines are let go that are the first of nothing', () => {
    expect(factsWith({ traces: 10, lineBytes: 1000, kept: 1_000_000, open: 1_000_000 })).toEqual(factsWith());
  });

  it('loses the smallest traces and no count when there are too many', () => {
    const few = factsWith({ traces: 10, lineBytes: 1000, kept: 10, open: 1_000_000 });
    const all = factsWith();
    expect(few.accounts.map(({ account, totals, cells }) => ({ account, totals, cells }))).toEqual(
      all.accounts.map(({ account, totals, cells }) => ({ account, totals, cells })),
    );
    const traces = (facts: LogFacts): number => facts.accounts.reduce((sum, account) => sum + account.traces.length, 0);
    expect(traces(few)).toBeLessThan(traces(all));
    expect(few.replies).toEqual(all.replies);
  });
});
