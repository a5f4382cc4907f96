import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import type { Period, PlannedReminder, ReminderRule, Why } from '../../../src/contract/reminders.ts';
import { dayWords } from '../../../src/shared/day-words.ts';
import { whyWords } from '../../../src/shared/why-words.ts';
import { useFormat } from '../../i18n/format.ts';

/** Days and times reminders are told by, in the language of the screens. */
export function useDayWords() {
  const { i18n } = useTranslation();
  return useMemo(() => dayWords(i18n.language, new Date().getFullYear()), [i18n.language]);
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

/** One step of how a date came about, as a sentence. */
export function useWhyWords(): (why: Why, of: Pick<PlannedReminder, 'hostName'>) => string {
  const { t } = useTranslation('reminders');
  const { full } = useDayWords();
  return (why, { hostName }) => {
    const { key, values } = whyWords(why, { hostName, day: full });
    return t(`why.${key}`, values);
  };
}

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
