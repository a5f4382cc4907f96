import { describe, expect, it } from 'vitest';
import { sinceForm } from './since.rules.ts';

const dayOf = (instant: string) => instant.slice(0, 10);
const since = '2026-11-22T09:40:00.000Z';

describe('sinceForm', () => {
  it('believes what the host says of itself', () => {
    expect(sinceForm({ after: null, since, hostSince: '2026-11-01T00:00:00.000Z' }, dayOf)).toEqual({ form: 'host', at: '2026-11-01T00:00:00.000Z' });
  });

  it('gives both bounds when it changed between two readings', () => {
    const after = '2026-11-22T09:10:00.000Z';
    expect(sinceForm({ after, since, hostSince: null }, dayOf)).toEqual({ form: 'sameDay', from: after, to: since });
    expect(sinceForm({ after: '2026-11-21T23:10:00.000Z', since, hostSince: null }, dayOf).form).toBe('between');
  });

  it('says no more than it knows of a state that was there from the first reading on', () => {
    expect(sinceForm({ after: null, since, hostSince: null }, dayOf)).toEqual({ form: 'atLeast', at: since });
  });

  it('gives one moment when the bounds are less than a minute apart', () => {
    expect(sinceForm({ after: '2026-11-22T09:39:30.000Z', since, hostSince: null }, dayOf)).toEqual({ form: 'at', at: since });
  });
});
