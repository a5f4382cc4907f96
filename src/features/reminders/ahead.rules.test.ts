import { describe, expect, it } from 'vitest';
import { pairOf, ruleOfAll, SETTINGS, sha256 } from '../../../test/reminders/support/world.ts';
import type { Period } from '../../contract/reminders.ts';
import { plansAhead } from './ahead.rules.ts';
import { planContext, planReminder } from './plan.rules.ts';
import type { Plan } from './plan.types.ts';

const at = (iso: string): number => Date.parse(iso);

function ahead(period: Period, lastOn: string, now = '2026-02-01T10:00Z'): Plan[] {
  const context = planContext({
    ...{ now: at(now), settings: { ...SETTINGS, spreadDays: 0 }, timeZone: 'Europe/Paris' },
    ...{ rules: [ruleOfAll(period)], holds: [], holidayOn: () => null, sha256 },
  });
  const pair = pairOf({ proofs: [at('2026-01-15T10:00Z')] });
  return plansAhead(pair, planReminder(pair, context), { context, lastOn });
}

describe('what follows a reminder', () => {
  it('is one a week where the rule says so, each counted from the one before', () => {
    const found = ahead({ every: 'weeks', count: 2 }, '2026-04-01');
    expect(found.map(({ dueOn }) => dueOn)).toEqual(['2026-02-16', '2026-03-02', '2026-03-16', '2026-03-30']);
    expect(found[0]?.why[0]).toEqual({ code: 'after', params: { on: '2026-02-02' } });
  });

  it('is nothing while the next one itself is further away', () => {
    expect(ahead({ every: 'months', count: 6 }, '2026-05-01')).toEqual([]);
    expect(ahead({ every: 'never' }, '2030-01-01')).toEqual([]);
  });

  it('is each fixed date of the year, once', () => {
    const found = ahead({ every: 'dates', dates: ['03-02', '06-01', '09-01'] }, '2027-04-01');
    expect(found.map(({ dueOn }) => dueOn)).toEqual(['2026-06-01', '2026-09-01', '2027-03-02']);
  });
});
