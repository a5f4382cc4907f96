import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { addDays, dateIn } from '../../src/shared/calendar.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { takeOut } from '../letters/case.ts';
import { startSmtpServer } from '../support/smtp-server.ts';
import { openCase } from './desk.ts';
import { HELPLESS } from './words.ts';

/** What a message is for, and the day it was delivered where the client is. */
const dayOf = (at: number): string => dateIn(at, 'Europe/Paris');

describe('reminders of a request', () => {
  it('leave never two on one day, never after an answer, however long the round is and whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          days: fc.integer({ min: 1, max: 12 }),
          start: fc.integer({ min: 0, max: 6 }),
          answerAfter: fc.option(fc.integer({ min: 0, max: 13 }), { nil: null }),
          backAfter: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
        }),
        async ({ days, start, answerAfter, backAfter }) => {
          const at = await openCase({ start: Date.parse('2026-01-05T08:00:00Z') + start * DAY_MS });
          try {
            const today = dayOf(at.clock.now());
            const { id } = await at.ask({ deadlineOn: addDays(today, days) });
            const answered: number[] = [];
            for (let day = 0; day <= days + 3; day++) {
              if (day === answerAfter) {
                const round = await at.of().takeAnswer({ id, answer: { source: 'pasted', text: HELPLESS.en, enclosed: false } });
                answered.push(at.clock.now());
                if (backAfter === 0) await at.of().takeBack({ id, answerId: round.answers[0]?.id ?? expect.fail(), reason: 'No answer' });
              }
              await at.flush();
              at.clock.sleep(DAY_MS);
            }
            const on = at.delivered.map((message) => dayOf(message.at));
            expect(new Set(on).size).toBe(on.length);
            expect(on.every((day) => day <= addDays(today, days))).toBe(true);
            const [last] = answered;
            if (last !== undefined && backAfter !== 0) expect(at.delivered.every((message) => message.at <= last)).toBe(true);
          } finally {
            await at.close();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('do not leave while the client is left in peace, nor on a later day than theirs', async () => {
    const at = await openCase();
    try {
      const { id } = await at.ask();
      await at.flush();
      expect(at.delivered).toHaveLength(1);
      await at.client.reminders.hold({ kind: 'pause', scope: 'client', clientId: at.clientId, untilOn: '2026-01-06' });
      await at.live(1);
      expect(at.delivered).toHaveLength(1);
      expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'queued']);
      // Sending stands still over the last day.
      await at.client.outbox.pause({});
      await at.live(4);
      await at.client.outbox.resume({});
      await at.live(1);
      expect(at.delivered).toHaveLength(1);
      expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'withdrawn']);
    } finally {
      await at.close();
    }
  });

  it('and the request itself do not leave once its last day is over: no letter names a day that has passed', async () => {
    const at = await openCase();
    try {
      await at.client.outbox.pause({});
      const { id } = await at.ask();
      await at.live(5);
      await at.client.outbox.resume({});
      await at.live(1);
      expect(at.delivered).toEqual([]);
      expect((await at.letters(id)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
      expect(await at.stepOf('ask_explanations')).toBe('open');
      const { story } = await at.client.incidents.get({ id: at.incidentId });
      expect(story.map(({ told }) => told?.key)).toContain('letter_day_over');
    } finally {
      await at.close();
    }
  });

  it('do not leave once the case is closed', async () => {
    const at = await openCase();
    try {
      const { id } = await at.ask();
      await at.flush();
      const { steps } = await at.client.incidents.get({ id: at.incidentId });
      for (const step of steps) await at.client.incidents.setStep({ id: at.incidentId, step: step.id, state: 'not_needed', note: 'A false alarm' });
      await at.client.incidents.setFindings({ id: at.incidentId, findings: { cause: 'None', fix: 'None', prevention: 'None' } });
      await at.client.incidents.close({ id: at.incidentId });
      await at.live(5);
      expect(at.delivered).toHaveLength(1);
      expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'withdrawn']);
    } finally {
      await at.close();
    }
  });

  it.each(['innocent', null] as const)('do not leave to somebody who is said since to have nothing to do with it: %s', async (role) => {
    const at = await openCase();
    const stands = (as: 'innocent' | 'suspected' | null) => at.client.incidents.concern({ id: at.incidentId, person: { clientId: at.clientId }, role: as });
    try {
      const { id } = await at.ask();
      await at.flush();
      await stands(role);
      await at.flush();
      // Nothing is lost while somebody may still change his mind.
      await stands('suspected');
      await at.live(1);
      expect(at.delivered).toHaveLength(2);
      await stands(role);
      await at.live(5);
      expect(at.delivered).toHaveLength(2);
      expect((await at.letters(id)).map(({ state }) => state)).toEqual(['sent', 'sent', 'withdrawn']);
    } finally {
      await at.close();
    }
  });

  it('do not leave where the request was taken back, or did not arrive', async () => {
    const at = await openCase();
    try {
      const { letters } = await at.ask();
      await takeOut(at, letters[0]?.letterId ?? expect.fail());
      await at.live(5);
      expect(at.delivered).toEqual([]);
      expect(await at.stepOf('ask_explanations')).toBe('open');
    } finally {
      await at.close();
    }
    const server = await startSmtpServer();
    const own = await openCase({ ports: { smtp: smtpConnector({ connectMs: 2000, commandMs: 2000, dataMs: 2000 }) } });
    try {
      await own.client.settings.update({ smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: '' } });
      server.behave(() => ({ at: 'rcpt', reply: '550 5.7.1 refused' }));
      const { id } = await own.ask();
      await own.flush();
      server.behave(() => undefined);
      await own.live(5);
      expect((await own.letters(id)).map(({ state }) => state)).toEqual(['failed', 'withdrawn', 'withdrawn']);
      expect(server.received).toEqual([]);
    } finally {
      await own.close();
      await server.close();
    }
  });

  it('are not planned for a client who is left in peace, on a holiday or at the end of the week', async () => {
    const at = await openCase({ start: Date.parse('2026-01-08T08:00:00Z') });
    try {
      // Thursday to Tuesday: half the way is Saturday, and Friday is a day of one's own.
      await at.client.reminders.update({ holidays: { countries: [], own: ['2026-01-09'] } });
      const asked = await at.ask({ deadlineOn: '2026-01-13' });
      expect(asked.letters.map(({ purpose, on }) => [purpose, on])).toEqual([
        ['request', '2026-01-08'],
        ['last_day', '2026-01-13'],
      ]);
      await at.of().withdraw({ id: asked.id, reason: 'Again' });
      await at.client.reminders.hold({ kind: 'pause', scope: 'client', clientId: at.clientId, untilOn: null });
      expect((await at.ask({ deadlineOn: '2026-01-13' })).letters.map(({ purpose }) => purpose)).toEqual(['request']);
    } finally {
      await at.close();
    }
  });
});
