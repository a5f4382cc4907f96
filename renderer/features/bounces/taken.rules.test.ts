import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../src/contract/acknowledgements.ts';
import { fateOf } from './taken.rules.ts';

const NOTHING = { acknowledged: 0, to_read: 0, declined: 0, auto_reply: 0, bounce: 0, complaint: 0, delivery_report: 0, unrelated: 0 };

function read(part: Partial<ReadResult>): ReadResult {
  return { mails: 1, verdicts: NOTHING, forCase: 0, already: 0, unreadable: [], rows: [], ...part };
}

describe('fateOf', () => {
  it('says of a report about nothing from here that nothing is kept', () => {
    expect(fateOf(read({ verdicts: { ...NOTHING, unrelated: 1 } }))).toEqual({ id: 'foreign' });
  });

  it('tells a mail that was read before from one that is none', () => {
    expect(fateOf(read({ already: 1 }))).toEqual({ id: 'already' });
    expect(fateOf(read({ mails: 0, unreadable: ['a.eml'] }))).toEqual({ id: 'unreadable' });
    expect(fateOf(null)).toEqual({ id: 'unreadable' });
  });

  it('knows what came back of a test message, which belongs to no client', () => {
    expect(fateOf(read({ verdicts: { ...NOTHING, bounce: 1 } }))).toEqual({ id: 'keptTest' });
  });
});
