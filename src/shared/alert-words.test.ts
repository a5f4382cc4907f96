import { describe, expect, it } from 'vitest';
import { createTexts } from '../adapters/texts.ts';
import { type AlertToSay, alertSentence, alertTimes } from './alert-words.ts';
import { LANGUAGES, type Language } from './language.ts';

const texts = createTexts();
const NOW = Date.UTC(2026, 10, 21, 15, 0);

function say(alert: AlertToSay, language: Language, now = NOW): string {
  return alertSentence(alert, alertTimes(language, 'Europe/Paris', now), (key, values) => texts.t(language, `alerts:why.${key}`, values)).replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );
}

const hour = {
  form: 'hour',
  sent: 1240,
  usual: 6,
  low: 3,
  high: 9,
  windows: 28,
  z: 9,
  chance: 0,
  from: '2026-11-21T13:00:00.000Z',
  to: '2026-11-21T14:00:00.000Z',
  partial: 0,
};

describe('what an alert says', () => {
  it.each([
    ['en', '1,240 messages between 14:00 and 15:00; usually 6.'],
    ['fr', '1 240 messages entre 14:00 et 15:00 ; d’habitude 6.'],
    ['ru', '1 240 писем с 14:00 до 15:00; обычно 6.'],
  ] as const)('of a spike in %s', (language, sentence) => {
    expect(say({ kind: 'spike', facts: hour }, language)).toBe(sentence);
  });

  it('names the day where it is not today, once, and says none for nothing', () => {
    const facts = { ...hour, usual: 0, from: '2026-11-20T13:00:00.000Z', to: '2026-11-20T14:00:00.000Z' };
    expect(say({ kind: 'spike', facts }, 'en')).toBe('1,240 messages between 20 November at 14:00 and 15:00; usually none.');
  });

  it.each([
    [1, '21 письмо за 21 ноября; обычно 1 в день.'],
    [2, '22 письма за 21 ноября; обычно 2 в день.'],
    [5, '25 писем за 21 ноября; обычно 5 в день.'],
  ])('in the Russian plural of its number (%d)', (usual, sentence) => {
    expect(say({ kind: 'spike', facts: { ...hour, form: 'day', sent: 20 + usual, usual } }, 'ru')).toBe(sentence);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Tokyo'])('names the day as the panel counts it, seen from %s', (zone) => {
    const facts = { ...hour, form: 'day', partial: 1, day: '2026-11-22', from: '2026-11-21T23:00:00.000Z', to: '2026-11-22T09:40:00.000Z' };
    const times = alertTimes('en', zone, Date.parse('2026-11-22T09:45:00.000Z'));
    const sentence = alertSentence({ kind: 'spike', facts }, times, (key, values) => texts.t('en', `alerts:why.${key}`, values));
    expect(sentence).toBe('1,240 messages on 22 November so far; usually 6 a day.');
  });

  it('gives a time without its day only on the day that was named', () => {
    const times = alertTimes('en', 'UTC', NOW);
    expect(times.after('2026-11-21T23:30:00.000Z', '2026-11-22')).toBe('21 November at 23:30');
    expect(times.after('2026-11-22T08:30:00.000Z', '2026-11-22')).toBe('08:30');
  });

  it('of a limit with its forecast', () => {
    const facts = {
      form: 'hour',
      counts: 'messages',
      sent: 328,
      own: 400,
      host: 500,
      percent: 82,
      reached: 80,
      reachedAt: '2026-11-21T13:40:00.000Z',
      from: '2026-11-21T13:00:00.000Z',
      to: '2026-11-21T13:26:00.000Z',
      limitFrom: 'panel',
    };
    const said = 'Messages from 14:00 to 14:26: 328 of 400, 82% of your own threshold for an hour. The host allows 500.';
    expect(say({ kind: 'near_limit', facts }, 'en', Date.UTC(2026, 10, 21, 13, 26))).toBe(`${said} At this rate 500 is reached at 14:40.`);
    expect(say({ kind: 'near_limit', facts }, 'en', Date.UTC(2026, 10, 21, 13, 41))).toBe(said);
  });

  const SAID: readonly AlertToSay[] = [
    { kind: 'spike', facts: { ...hour, form: 'rise', days: 5 } },
    { kind: 'spike', facts: { ...hour, partial: 1 } },
    {
      kind: 'failures',
      facts: {
        form: 'h24',
        failed: 30,
        decided: 300,
        percent: 10,
        atLeast: 7,
        hostShare: 0.02,
        from: '2026-11-20T15:00:00.000Z',
        to: '2026-11-21T15:00:00.000Z',
      },
    },
    {
      kind: 'state',
      facts: {
        state: 'mail_held',
        since: '2026-11-21T09:40:00.000Z',
        after: '2026-11-21T09:10:00.000Z',
        hostSince: null,
        reason: 'x <b>y</b>',
        reasonClass: 'mail',
        lifter: 'host',
      },
    },
    { kind: 'state', facts: { state: 'unheard_of', since: '2026-11-21T09:40:00.000Z', after: null, hostSince: null, reason: '' } },
    { kind: 'pack_suspended', facts: { accounts: 21, total: 22, since: '2026-11-21T09:40:00.000Z', after: null, because: 'accounts_flipped', reason: '' } },
    { kind: 'several_bad', facts: { accounts: 5, names: 'a.example, b.example, c.example', more: 2 } },
    { kind: 'connection_lost', facts: { form: 'refused', code: 'panel_auth_refused', since: '2026-11-21T09:40:00.000Z', lastAt: '2026-11-21T09:10:00.000Z' } },
    { kind: 'limit_changed', facts: { seconds: 3600, before: 1000, after: 200, accounts: 3, others: 4, at: '2026-11-21T09:10:00.000Z' } },
    { kind: 'limit_changed', facts: { seconds: 600, before: null, after: 200, accounts: 1, at: '2026-11-21T09:10:00.000Z' } },
    { kind: 'warned', facts: { subject: 'Warning', count: null, at: '2026-11-21T09:10:00.000Z' } },
  ];

  it.each(LANGUAGES)('of every kind, in %s, without a hole or an instant as it is stored', (language) => {
    for (const alert of SAID) {
      const sentence = say(alert, language);
      expect(sentence, alert.kind).not.toMatch(/\{\{|undefined|NaN|null|\d{4}-\d\d-\d\dT/);
      expect(sentence, alert.kind).toMatch(/[.»]$/);
    }
  });
});
