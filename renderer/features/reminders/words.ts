import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import type { Period, PlannedReminder, ReminderRule, Why } from '../../../src/contract/reminders.ts';
import { useFormat } from '../../i18n/format.ts';

/** Days and times reminders are told by, in the language of the screens. */
export function useDayWords() {
  const { i18n } = useTranslation();
  return useMemo(() => dayWordsOf(i18n.language), [i18n.language]);
}

function dayWordsOf(language: string) {
  const formats = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  const full = formats({ weekday: 'long', day: 'numeric', month: 'long' });
  const fullOfYear = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const thisYear = String(new Date().getFullYear());
  const short = formats({ day: 'numeric', month: 'short', year: 'numeric' });
  const yearly = formats({ day: 'numeric', month: 'long' });
  const month = formats({ month: 'long', year: 'numeric' });
  const monthName = formats({ month: 'long' });
  const weekday = { long: formats({ weekday: 'long' }), short: formats({ weekday: 'short' }) };
  // French says "1er mars"; the Russian "г." after a year would stand before the full stop of a sentence.
  const spoken = (words: string) => {
    if (language === 'fr') return words.replace(/\b1 (?=\p{L})/u, '1er ');
    return language === 'ru' ? words.replace(/\sг[.]$/, '') : words;
  };
  return {
    /** "Tuesday 24 November", with the year when it is another one. */
    full: (day: string) => spoken((day.startsWith(thisYear) ? full : fullOfYear).format(midnight(day))),
    /** "24 Nov 2026". */
    short: (day: string) => spoken(short.format(midnight(day))),
    /** "1 March" of MM-DD. */
    yearly: (date: string) => spoken(yearly.format(midnight(`2024-${date}`))),
    /** "November 2026" of a day. */
    month: (day: string) => month.format(midnight(day)),
    /** "November" of 1…12. */
    monthName: (number: number) => monthName.format(new Date(Date.UTC(2024, number - 1, 1))),
    /** "Tuesday" of a day of the ISO week, Monday = 1. */
    weekday: (number: number, form: 'long' | 'short') => weekday[form].format(new Date(Date.UTC(2024, 0, number))),
    /** Day and time of day of an instant on the clocks of `timeZone`. */
    dayAndTime: (at: string, timeZone: string) => ({
      on: spoken(new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(new Date(at))),
      time: new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(new Date(at)),
    }),
    /** Date and time of an instant on the clocks of `timeZone`. */
    moment: (at: string, timeZone: string) =>
      spoken(new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at))),
  };
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** "every 6 months", "every year on 1 March and 1 September". */
export function usePeriodWords(): (period: Period) => string {
  const { t } = useTranslation('reminders');
  const { list } = useFormat();
  const days = useDayWords();
  return (period) => {
    if (period.every === 'never') return t('period.never');
    if (period.every === 'dates') return t('period.dates', { dates: list(period.dates.map(days.yearly)) });
    if (period.count === 1) return t(period.every === 'months' ? 'period.everyMonth' : 'period.everyWeek');
    return t(`period.${period.every}`, { count: period.count });
  };
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** One step of how a date came about, as a sentence. */
export function useWhyWords(): (why: Why, of: Pick<PlannedReminder, 'hostName'>) => string {
  const { t } = useTranslation('reminders');
  const days = useDayWords();
  return ({ code, params }, { hostName }) => {
    const said: Record<string, string | number> = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && DAY.test(value) ? days.full(value) : String(value)]),
    );
    if (code === 'rule_of') {
      const scope = SCOPES.find((known) => known === params['scope']) ?? 'all';
      return t(`why.rule_of.${scope}`, { name: scope === 'host' ? hostName : said['plan'] });
    }
    if (code === 'holiday' && params['name'] === '') return t('why.holidayOwn', said);
    if (code === 'weekend' && params['from'] === params['to']) return t('why.weekendOne', said);
    if (code === 'paused' && params['on'] === '') return t('why.pausedOpen');
    const count = Number(params['count'] ?? params['days'] ?? 0);
    return t(`why.${code}`, { ...said, count });
  };
}

const SCOPES = ['all', 'host', 'plan', 'client'] as const;

/** For whom a rule is: "All clients", the host, the plan at its host, the client. */
export function useRuleName(): (rule: Pick<ReminderRule, 'on' | 'name'>) => string {
  const { t } = useTranslation('reminders');
  return ({ on, name }) => (on.scope === 'all' ? t('rules.scope.all') : on.scope === 'plan' ? t('rules.planOf', { plan: on.plan, host: name }) : name);
}

/** Whom a pause or an exception is about. */
export function useHoldName(): (hold: Pick<Hold, 'scope' | 'name'>) => string {
  const { t } = useTranslation('reminders');
  return ({ scope, name }) => (scope === 'all' ? t('hold.everybody') : name);
}
