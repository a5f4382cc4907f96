import { describe, expect, it } from 'vitest';
import { announcedWaitMs, closesDestination, requestOf } from './patience.rules.ts';

const asked = (reply: string) => requestOf({ code: Number(reply.slice(0, 3)), enhanced: /^\d{3} (\d\.\d{1,3}\.\d{1,3})/.exec(reply)?.[1] ?? null, reply });

describe('an answer that puts off', () => {
  it.each([
    ['451 4.7.1 Greylisted, please try again in 300 seconds', 'greylisted', 301_000],
    ['450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted, see http://example.org', 'greylisted', null],
    ['451 4.7.1 Please try again later', 'greylisted', null],
    ['450 Try again in 5 minutes', 'greylisted', 301_000],
    ['451 You are graylisted, come back in 00:04:30', 'greylisted', 271_000],
    ['421 4.7.0 Too many messages, slow down', 'slow_down', null],
    ['450 4.7.1 Rate limit exceeded, retry after 60s', 'slow_down', 61_000],
    ['421 4.3.2 Service shutting down', 'slow_down', null],
    ['452 4.2.2 Mailbox full', 'later', null],
    ['451 4.3.0 Temporary lookup failure', 'later', null],
    ['450 4.1.1 user14m5 unknown', 'later', null],
  ] as const)('%s', (reply, request, wait) => {
    expect(asked(reply)).toBe(request);
    expect(announcedWaitMs(reply)).toBe(wait);
  });

  it('is not believed when it announces weeks', () => {
    expect(announcedWaitMs('451 retry in 900 hours')).toBe(4 * 3_600_000);
  });

  it('keeps others back when it says so, or when a destination that is not known yet greylists a second one', () => {
    expect(closesDestination('greylisted', { patienceMs: 0, othersGreylisted: 0 })).toBe(false);
    expect(closesDestination('greylisted', { patienceMs: 0, othersGreylisted: 1 })).toBe(true);
    // How long it takes is known: each begins to wait as soon as it can.
    expect(closesDestination('greylisted', { patienceMs: 300_000, othersGreylisted: 9 })).toBe(false);
    expect(closesDestination('slow_down', { patienceMs: 0, othersGreylisted: 0 })).toBe(true);
    expect(closesDestination('later', { patienceMs: 0, othersGreylisted: 9 })).toBe(false);
  });
});
