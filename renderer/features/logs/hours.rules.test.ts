import { describe, expect, it } from 'vitest';
import { everyHour } from './hours.rules.ts';

const counts = {
  messages: 1,
  recipients: 2,
  delivered: 2,
  failed: 0,
  deferredRecipients: 0,
  bounces: 0,
  localRecipients: 0,
  queuedAtEnd: 0,
  forwardedIn: 0,
  limitRefusals: 0,
};

describe('the hours of an account', () => {
  it('cover the whole log, with nothing where the account did nothing', () => {
    const hours = everyHour([{ hour: '2026-03-12T11:00:00.000Z', counts, uniqueRecipients: 2 }], {
      from: '2026-03-12T10:20:00.000Z',
      to: '2026-03-12T12:40:00.000Z',
    });
    expect(hours.map(({ counted }) => counted?.counts.recipients ?? 0)).toEqual([0, 2, 0]);
    expect(hours[0]?.from).toBe('2026-03-12T10:00:00.000Z');
  });

  it('are none where nothing has a time', () => {
    expect(everyHour([], { from: null, to: null })).toEqual([]);
  });
});
