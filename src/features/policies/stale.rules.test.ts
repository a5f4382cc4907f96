import { describe, expect, test } from 'vitest';
import type { Block, PolicyText } from '../../contract/texts.ts';
import { staleIn } from './stale.rules.ts';

const text = (...blocks: Block[]): PolicyText => ({
  language: 'en',
  title: 'Notice',
  subject: 'Rules',
  greeting: 'Hello,',
  sections: [{ id: 'limits', title: 'Limits', blocks, rules: [] }],
});
const table = (...rows: string[][]): PolicyText => text({ type: 'table', head: ['Limit', 'Value', 'Set by'], rows });

function stale(before: PolicyText, now: PolicyText) {
  return staleIn({ kind: 'notice', versionNumber: 1, shown: before, before, now }).map(({ sentence, replacement }) => [sentence, replacement]);
}

const FIRST = ['Recipients of one message', '10 recipients', 'Host'];
const LAST = ['Share of failed messages accepted', 'ask your host', 'Host'];
const UNKNOWN = ['Messages in a given time (hour, day)', 'ask your host', 'Host'];
const HOURLY = ['Sending from one mailbox', '100 messages per hour', 'Host'];
const DAILY = ['Sending from one mailbox', '1,000 messages per day', 'Host'];

describe('what is said in the place of a row', () => {
  test('that was unknown is every row that came where it stood', () => {
    expect(stale(table(FIRST, UNKNOWN, LAST), table(FIRST, HOURLY, DAILY, LAST))).toEqual([
      [UNKNOWN.join(' | '), [HOURLY, DAILY].map((row) => row.join(' | ')).join('\n')],
    ]);
  });

  test('of which only the value changed is the same row with the new value', () => {
    const tighter = ['Sending from one mailbox', '50 messages per hour', 'Host'];
    expect(stale(table(FIRST, HOURLY, DAILY, LAST), table(FIRST, tighter, DAILY, LAST))).toEqual([[HOURLY.join(' | '), tighter.join(' | ')]]);
  });

  test('that is simply gone is nothing', () => {
    expect(stale(table(FIRST, HOURLY, DAILY), table(FIRST, HOURLY))).toEqual([[DAILY.join(' | '), null]]);
  });

  test('is never prose that came elsewhere', () => {
    const note: Block = { type: 'paragraph', text: 'Nobody may send at night.' };
    const [before, now] = [table(FIRST, DAILY), table(FIRST)].map(({ sections }) => sections[0]?.blocks ?? []);
    expect(stale(text(...(before ?? [])), text(...(now ?? []), note))).toEqual([[DAILY.join(' | '), null]]);
  });
});

test('a sentence that says something else altogether now has what came in its place', () => {
  const [before, now] = ['Mass mailing is forbidden.', 'Newsletters are welcome when spread over a whole day.'].map((line) =>
    text({ type: 'paragraph', text: line }),
  );
  if (before === undefined || now === undefined) throw new Error('two texts');
  expect(stale(before, now)).toEqual([['Mass mailing is forbidden.', 'Newsletters are welcome when spread over a whole day.']]);
});
