import { expect, it } from 'vitest';
import { dayWords } from './day-words.ts';
import { whyWords } from './why-words.ts';

const { full, moment } = dayWords('en', 2026);
const said = (code: string, params: Record<string, string | number>) => whyWords({ code, params }, { hostName: 'North', day: full });

it('puts the days of a step into words, and counts by its number or its days', () => {
  expect(said('months', { count: 6, on: '2026-11-24' })).toEqual({ key: 'months', values: { count: 6, on: 'Tuesday 24 November' } });
  expect(said('spread', { days: 2, on: '2027-01-04' })).toEqual({ key: 'spread', values: { days: '2', count: 2, on: 'Monday, 4 January 2027' } });
});

it.each([
  ['host', 'North'],
  ['plan', 'Pro'],
])('names the %s whose rule decides', (scope, name) => {
  expect(said('rule_of', { scope, plan: 'Pro' })).toMatchObject({ key: `rule_of.${scope}`, values: { name } });
});

it.each([
  ['holiday', { on: '2026-12-24', name: '' }, 'holidayOwn'],
  ['holiday', { on: '2026-12-25', name: 'Christmas' }, 'holiday'],
  ['weekend', { from: '2026-11-28', to: '2026-11-28' }, 'weekendOne'],
  ['weekend', { from: '2026-11-28', to: '2026-11-29' }, 'weekend'],
  ['paused', { on: '' }, 'pausedOpen'],
  ['paused', { on: '2026-12-01' }, 'paused'],
])('has a sentence of its own for %s %j', (code, params, key) => {
  expect(said(code, params).key).toBe(key);
});

it('tells an instant by the clocks of a zone', () => {
  expect(moment('2026-11-24T22:30:00Z', 'Asia/Yekaterinburg')).toContain('25 Nov');
  expect(moment('2026-11-24T22:30:00Z', 'America/New_York')).toContain('24 Nov');
});

it('says dates as they are said in French and Russian', () => {
  expect(dayWords('fr', 2026).full('2026-12-01')).toBe('mardi 1er décembre');
  expect(dayWords('ru', 2026).full('2027-12-01')).toBe('среда, 1 декабря 2027');
});
