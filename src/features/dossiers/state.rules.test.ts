import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DossierOutcome } from '../../contract/dossiers.ts';
import { addDays } from '../../shared/calendar.ts';
import { expiryOf, stateOf } from './state.rules.ts';

const granted = (until: string | null): DossierOutcome => ({ kind: 'granted', on: '2026-01-02', scope: 'port 25', from: '2026-01-02', until });
const REFUSED: DossierOutcome = { kind: 'refused', on: '2026-01-02', reason: 'No', mayAgain: true };

describe('how a dossier stands', () => {
  it('is a draft until nothing is missing, and then as the host says', () => {
    expect(stateOf({ missing: 1, given: null, outcome: null })).toBe('draft');
    expect(stateOf({ missing: 0, given: null, outcome: null })).toBe('complete');
    expect(stateOf({ missing: 0, given: {}, outcome: null })).toBe('given');
    expect(stateOf({ missing: 3, given: {}, outcome: granted(null) })).toBe('granted');
    expect(stateOf({ missing: 0, given: {}, outcome: REFUSED })).toBe('refused');
  });

  it.each([
    ['2026-12-01', 31, 'none'],
    ['2026-12-02', 30, 'renew'],
    ['2027-01-01', 0, 'renew'],
    ['2027-01-02', -1, 'expired'],
  ])('on %s a grant to the end of the first day of 2027 has %i days left: %s', (today, daysLeft, due) => {
    expect(expiryOf({ outcome: granted('2027-01-01'), renewed: false }, today)).toEqual({ until: '2027-01-01', daysLeft, due });
  });

  it('asks for nothing without a last day, without a grant, or once it is being renewed', () => {
    expect(expiryOf({ outcome: granted(null), renewed: false }, '2099-01-01').due).toBe('none');
    expect(expiryOf({ outcome: REFUSED, renewed: false }, '2099-01-01').due).toBe('none');
    expect(expiryOf({ outcome: granted('2027-01-01'), renewed: true }, '2027-02-01')).toMatchObject({ due: 'none', daysLeft: -31 });
  });

  it('once it is to be renewed it stays so until it is expired, and then for good', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (offset) => {
        const due = expiryOf({ outcome: granted('2027-01-01'), renewed: false }, addDays('2027-01-01', offset)).due;
        expect(due).toBe(offset > 0 ? 'expired' : offset >= -30 ? 'renew' : 'none');
      }),
    );
  });
});
