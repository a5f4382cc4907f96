import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IncidentSubject, StepState } from '../../contract/incidents.ts';
import { addDays } from '../../shared/calendar.ts';
import { type DatedStep, dueDays, isStale, nextOf } from './next.rules.ts';
import { isOver, procedureOf } from './procedures.rules.ts';

const OPENED = '2026-11-24';
const LISTING = { kind: 'listing', listed: '192.0.2.7', list: 'A', reference: '', holder: 'host' } as const;

const SUSPENSION = { kind: 'suspension', scope: 'account', stopped: 'hosting', name: '', reason: '' } as const;
const RECIPIENT = IncidentSubject.parse({ kind: 'recipient', address: 'ann@family.example' });

const standing = (subject: IncidentSubject, before: number): DatedStep[] =>
  procedureOf({ subject, before }).map((step) => ({ ...step, state: 'open', chosenOn: null, changedOn: null }));
const fresh = (): DatedStep[] => standing(LISTING, 0);
const set = (steps: readonly DatedStep[], id: string, given: Partial<DatedStep>): DatedStep[] =>
  steps.map((step) => (step.id === id ? { ...step, ...given } : step));

describe('what is to be done next', () => {
  it('is the first step, on the day the case was opened', () => {
    expect(nextOf(fresh(), { openedOn: OPENED, today: OPENED })).toEqual({ step: 'stop_sending', actor: 'us', on: OPENED, overdueDays: 0 });
  });

  it('never lacks a day while the case is open, and is to close it when all is over', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(OPENED, days));
    const said = fc.array(fc.record({ at: fc.nat(30), state: fc.constantFrom(...StepState.options), chosenOn: fc.option(day), changedOn: day }));
    fc.assert(
      fc.property(said, day, (all, today) => {
        let steps = fresh();
        for (const { at, ...given } of all) steps = steps.map((step, index) => (index === at ? { ...step, ...given } : step));
        const next = nextOf(steps, { openedOn: OPENED, today });
        expect(next.step === 'close').toBe(steps.every(({ state }) => isOver(state)));
        expect(dueDays(steps, OPENED).size).toBe(steps.filter(({ state }) => !isOver(state)).length);
        for (const on of dueDays(steps, OPENED).values()) expect(next.on <= on).toBe(true);
      }),
    );
  });

  it('follows the day that was chosen', () => {
    const steps = set(fresh(), 'stop_sending', { state: 'done', changedOn: OPENED });
    expect(nextOf(steps, { openedOn: OPENED, today: OPENED }).step).toBe('find_culprit');
    const later = set(steps, 'find_culprit', { chosenOn: '2026-12-01' });
    expect(dueDays(later, OPENED).get('find_culprit')).toBe('2026-12-01');
    expect(dueDays(later, OPENED).get('demand_vigilance')).toBe('2026-12-02');
    // Written down is what the answer tells, which is judged four days after the questions.
    expect(dueDays(later, OPENED).get('write_down')).toBe('2026-12-06');
  });

  it('has everything over before the day on which the host wants to be asked, and nothing before it begins', () => {
    const day = fc.integer({ min: 1, max: 30 }).map((days) => addDays(OPENED, days));
    const before = fc.nat(3);
    fc.assert(
      fc.property(fc.constantFrom(LISTING, SUSPENSION), before, day, (subject, count, askBy) => {
        const steps = standing(subject, count).map((step) =>
          step.id.startsWith('ask_un') || step.id.startsWith('ask_de') ? { ...step, chosenOn: askBy } : step,
        );
        const due = dueDays(steps, OPENED);
        for (const { id, phase } of steps) {
          const on = due.get(id) ?? '';
          if (['contain', 'find_cause', 'fix', 'document'].includes(phase) && !['repermission', 'hold_longer'].includes(id))
            expect([id, on < askBy]).toEqual([id, true]);
          expect([id, on >= OPENED]).toEqual([id, true]);
        }
      }),
    );
  });

  it('is not due before what it depends on, whatever the case', () => {
    const pairs = [
      ['ask_explanations', 'judge_answer'],
      ['judge_answer', 'write_down'],
      ['clean_site', 'write_down'],
      ['await_answer', 'await_confirmation'],
      ['await_confirmation', 'trusted_sender'],
      ['await_answer', 'watch_72h'],
      ['watch_72h', 'watch_7d'],
    ] as const;
    for (const subject of [LISTING, SUSPENSION, RECIPIENT]) {
      const due = dueDays(standing(subject, 1), OPENED);
      for (const [first, second] of pairs) {
        const [one, other] = [due.get(first), due.get(second)];
        if (one !== undefined && other !== undefined) expect([first, second, one <= other]).toEqual([first, second, true]);
      }
    }
  });

  it('waits for an answer from the day it was asked', () => {
    const steps = set(fresh(), 'ask_explanations', { state: 'waiting', changedOn: '2026-11-25' });
    expect(dueDays(steps, OPENED).get('ask_explanations')).toBe('2026-11-28');
  });

  it('judges no answer before the day it is to come', () => {
    expect(dueDays(fresh(), OPENED).get('judge_answer')).toBe('2026-11-28');
    const answered = set(fresh(), 'ask_explanations', { state: 'done', changedOn: '2026-11-25' });
    expect(dueDays(answered, OPENED).get('judge_answer')).toBe('2026-11-26');
  });

  it('counts the days it is late', () => {
    expect(nextOf(fresh(), { openedOn: OPENED, today: '2026-11-27' }).overdueDays).toBe(3);
  });

  it('is to close the case, from the day the last step was over', () => {
    const over = fresh().map((step): DatedStep => ({ ...step, state: 'done', changedOn: '2026-11-26' }));
    expect(nextOf(over, { openedOn: OPENED, today: '2026-11-30' })).toEqual({ step: 'close', actor: 'us', on: '2026-11-26', overdueDays: 4 });
    expect(isStale(nextOf(over, { openedOn: OPENED, today: '2026-11-30' }), '2026-11-26', '2026-11-30')).toBe(true);
  });
});

describe('a case', () => {
  it('is stale when it is due and nobody touched it, not before and not without a next step', () => {
    const late = nextOf(fresh(), { openedOn: OPENED, today: '2026-11-27' });
    expect(isStale(late, OPENED, '2026-11-27')).toBe(true);
    expect(isStale(late, '2026-11-26', '2026-11-27')).toBe(false);
    expect(isStale(nextOf(fresh(), { openedOn: OPENED, today: '2026-11-26' }), OPENED, '2026-11-26')).toBe(false);
    expect(isStale(null, OPENED, '2027-11-27')).toBe(false);
  });
});
