import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLD_MS, keyOf, type OpenEpisode, type Sign, stepsOf } from './episode.rules.ts';
import { RANK } from './spike.rules.ts';

const sign = (changes: Partial<Sign> = {}): Sign => ({ kind: 'spike', hostedId: 1, subject: '', level: 'warn', peak: 100, facts: {}, ...changes });
const open = (changes: Partial<OpenEpisode> = {}): OpenEpisode => ({
  id: 'a',
  kind: 'spike',
  hostedId: 1,
  subject: '',
  level: 'warn',
  peak: 100,
  step: 0,
  openedAt: 0,
  quietSince: null,
  ...changes,
});

describe('an episode', () => {
  it('begins once, and is said again only when it doubles or gets heavier', () => {
    expect(stepsOf([], [sign()], 0)).toMatchObject([{ kind: 'open' }]);
    expect(stepsOf([open()], [sign({ peak: 199 })], 0)).toMatchObject([{ kind: 'keep', facts: {} }]);
    expect(stepsOf([open()], [sign({ peak: 200 })], 0)).toMatchObject([{ kind: 'grow', level: 'warn' }]);
    expect(stepsOf([open()], [sign({ level: 'act', peak: 10 })], 0)).toMatchObject([{ kind: 'grow', level: 'act' }]);
    expect(stepsOf([open({ level: 'act' })], [sign({ peak: 300 })], 0)).toMatchObject([{ kind: 'grow', level: 'act' }]);
    expect(stepsOf([open()], [sign({ peak: 50 })], 0)).toMatchObject([{ kind: 'keep', facts: null }]);
  });

  it('is said again at each step that was chosen, and at none twice', () => {
    expect(stepsOf([open({ step: 50 })], [sign({ step: 60, peak: 120 })], 0)).toMatchObject([{ kind: 'grow' }]);
    expect(stepsOf([open({ step: 60 })], [sign({ step: 60, peak: 130 })], 0)).toMatchObject([{ kind: 'keep' }]);
    expect(stepsOf([open({ step: 60 })], [sign({ step: 50, peak: 90 })], 0)).toMatchObject([{ kind: 'keep' }]);
  });

  it('is kept by what is too faint to begin one', () => {
    expect(stepsOf([], [sign({ faint: true })], 0)).toEqual([]);
    expect(stepsOf([open({ quietSince: 1 })], [sign({ faint: true, peak: 900 })], 99)).toEqual([{ kind: 'keep', id: 'a', facts: null }]);
  });

  it('is quiet first, and over when it was quiet for long enough; a state is over at once', () => {
    expect(stepsOf([open()], [], 5)).toEqual([{ kind: 'quiet', id: 'a' }]);
    expect(stepsOf([open({ quietSince: 5 })], [], 5 + HOLD_MS.spike - 1)).toEqual([]);
    expect(stepsOf([open({ quietSince: 5 })], [], 5 + HOLD_MS.spike)).toEqual([{ kind: 'close', id: 'a' }]);
    expect(stepsOf([open({ kind: 'state' })], [], 5)).toEqual([{ kind: 'close', id: 'a' }]);
  });

  it('is one for each kind, account and subject, whatever comes in whatever order', () => {
    const signs = fc.array(
      fc.record({
        kind: fc.constantFrom('spike' as const, 'near_limit' as const),
        hostedId: fc.constantFrom(1, 2, null),
        subject: fc.constantFrom('', 'day'),
        level: fc.constantFrom('info' as const, 'warn' as const, 'act' as const),
        peak: fc.nat(1000),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (rounds) => {
        const episodes = new Map<string, OpenEpisode>();
        for (const [at, round] of rounds.entries()) {
          const unique = [...new Map(round.map((each) => [keyOf(each), sign(each)])).values()];
          for (const step of stepsOf([...episodes.values()], unique, at)) {
            if (step.kind === 'open') {
              expect(episodes.has(keyOf(step.sign))).toBe(false);
              episodes.set(keyOf(step.sign), open({ ...step.sign, id: `${at} ${keyOf(step.sign)}` }));
            } else if (step.kind === 'grow') {
              const before = episodes.get(keyOf(step.sign));
              if (before === undefined) throw new Error('Grew from nothing');
              expect(RANK[step.level] > RANK[before.level] || step.sign.peak >= 2 * before.peak).toBe(true);
              episodes.set(keyOf(step.sign), { ...before, level: step.level, peak: step.sign.peak });
            }
          }
        }
      }),
    );
  });
});
