import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/language.ts';
import { type LetterFacts, type LetterSay, letterValues, type MailPart } from './letter-values.rules.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-11-22T00:00:00Z');
const AT = MIDNIGHT + 22 * HOUR;

const LANGUAGE: Language = 'en';
const joined = (...said: readonly unknown[]): string => said.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
const SAY: LetterSay = {
  ...{ language: LANGUAGE, askedNow: '', object: joined, byMail: joined, byDay: joined, when: joined, trouble: joined, happened: joined, holder: joined },
  ...{ stopped: joined, noted: joined, origin: joined, before: joined, part: joined, standing: joined, listed: joined, measure: joined, answered: joined },
  ...{ limit: joined, quote: joined, window: (_by, { from, to }) => `${from} – ${to}`, countedIn: ({ number, from, to }) => `${number} of ${from} – ${to}` },
};

const MAIL = {
  ...{ from: MIDNIGHT + 18 * HOUR, to: MIDNIGHT + 24 * HOUR, zone: 'UTC', origin: '', evidence: [], sent: null, usual: null },
  counted: { by: 'log', at: AT },
} as const;

function facts(mail: Pick<NonNullable<LetterFacts['mail']>, 'recipients' | 'failed' | 'parts'> & Partial<LetterFacts['mail']>): LetterFacts {
  const [occurredAt, openedAt] = ['2026-11-22T22:00:00.000Z', '2026-11-23T08:00:00.000Z'];
  const findings = { cause: '', fix: '', prevention: '' };
  return {
    ...{ kind: 'explanation_request', account: 'alpha', isDatedByMail: false, limits: [], lastListedAt: null, answered: null, ticket: '', told: null },
    incident: {
      ...{ reference: '2026-001', occurredAt, openedAt, findings, steps: [], packName: 'Pack', hostName: 'Host', answerBy: null },
      subject: { kind: 'suspension', scope: 'account', stopped: 'hosting', name: 'alpha', reason: '' },
    },
    ...{ resellerName: 'Atelier', innocentDomains: [], earlier: [], part: 'no_sign', cameBack: false, now: AT, zone: 'UTC', clock: 'UTC' },
    reader: { role: 'caused', alone: true, among: false, domains: [], others: [], people: { others: [], own: [] } },
    mail: { ...MAIL, ...mail },
  };
}

const parts = (hours: number): MailPart[] =>
  Array.from({ length: 6 / hours }, (_, index) => ({
    from: MAIL.from + index * hours * HOUR,
    to: MAIL.from + (index + 1) * hours * HOUR,
    recipients: 100,
    failed: 10,
  }));

describe('the cause in a letter of warning', () => {
  const BASE = facts({ recipients: null, failed: null, parts: [] });
  const cause = (reader: Partial<LetterFacts['reader']>, kind: LetterFacts['kind'] = 'formal_warning') =>
    letterValues(
      {
        ...{ ...BASE, kind, reader: { ...BASE.reader, others: ['beta', 'Fleurs & Fils'], ...reader } },
        incident: { ...BASE.incident, findings: { cause: 'A bought list, as at Fleurs & Fils.', fix: '', prevention: '' } },
      },
      SAY,
    ).cause;

  it('is told to who alone caused it, where it names nobody else', () => {
    expect(cause({ others: ['beta', 'Fleurs'] })).toBeUndefined();
    expect(cause({ others: ['beta', 'Other & Sons'] })).toBe('A bought list, as at Fleurs & Fils.');
    expect(cause({})).toBeUndefined();
    expect(cause({ others: [], role: 'suspected' })).toBeUndefined();
    expect(cause({ others: [], among: true })).toBeUndefined();
  });

  it('stands as it is noted in what the host gets', () => {
    expect(cause({}, 'unblock_request')).toBe('A bought list, as at Fleurs & Fils.');
  });
});

describe('the numbers beside a period that ends with the block', () => {
  it('count what led to it, where they were counted in parts that end with it', () => {
    const values = letterValues(facts({ recipients: 600, failed: 60, parts: parts(1) }), SAY);
    expect(values).toMatchObject({ recipient_count: '400', failure_count: '40' });
    expect(values.window).toBe('22 November 2026 at 18:00 – 22 November 2026 at 22:00 (UTC)');
  });

  it.each([{ cut: [] }, { cut: parts(3) }])('say of which longer time they are where nobody can tell them apart', ({ cut }) => {
    const values = letterValues(facts({ sent: 1030, usual: 40, recipients: 600, failed: 60, parts: cut }), SAY);
    const whole = 'of 22 November 2026 at 18:00 – 23 November 2026 at 00:00';
    expect(values).toMatchObject({
      ...{ sent_count: `1,030 ${whole}`, usual_count: `40 ${whole}`, recipient_count: `600 ${whole}`, failure_count: `60 ${whole}` },
      window: '22 November 2026 at 18:00 – 22 November 2026 at 22:00 (UTC)',
    });
  });

  it.each([{ cut: [] }, { cut: parts(1) }])('and what was found in a longer time says of which', ({ cut }) => {
    const evidence = ['600 recipients were tried; 40 are usual in a window as long.'];
    const values = letterValues(facts({ recipients: 600, failed: 60, parts: cut, evidence }), SAY);
    expect(values.evidence_found?.split('\n')).toEqual(['22 November 2026 at 18:00 – 23 November 2026 at 00:00 (UTC)', ...evidence]);
    const before = letterValues(facts({ to: AT, recipients: 600, failed: 60, parts: [], evidence }), SAY);
    expect(before.evidence_found).toBe(evidence[0]);
    const after = letterValues(facts({ from: AT, recipients: 600, failed: 60, parts: [], evidence }), SAY);
    expect(after).not.toHaveProperty('evidence_found');
  });

  it('stand as they are where the counting ended before it', () => {
    const values = letterValues(facts({ to: AT - HOUR, recipients: 600, failed: 60, parts: [] }), SAY);
    expect(values).toMatchObject({ recipient_count: '600', window: '22 November 2026 at 18:00 – 22 November 2026 at 21:00 (UTC)' });
  });
});

it('a letter wants the answer of a client before the host wants his', () => {
  const known = facts({ recipients: 600, failed: 60, parts: [] });
  const day = (answerBy: string | null): string | undefined => letterValues({ ...known, incident: { ...known.incident, answerBy } }, SAY).deadline;
  expect(day(null)).toBe('25 November 2026');
  expect(day('2026-11-24')).toBe('23 November 2026');
});
