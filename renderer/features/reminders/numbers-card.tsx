import { useTranslation } from 'react-i18next';
import type { PlanState } from '../../../src/contract/reminders.ts';
import { useFormat } from '../../i18n/format.ts';
import type { Calendar } from './calendar-card.tsx';

interface NumbersProps {
  calendar: Calendar;
  counts: Partial<Record<PlanState, number>>;
}

/** Figures that lead to the list of those they count. */
export function NumbersCard({ calendar, counts }: NumbersProps) {
  const { t } = useTranslation('reminders');
  const { number } = useFormat();
  const week = calendar.days.slice(0, 7).reduce((sum, { reminders }) => sum + reminders, 0);
  const figures = [
    { id: 'week', count: week },
    { id: 'late', count: (counts.late ?? 0) + (counts.asks ?? 0) },
    { id: 'paused', count: counts.paused ?? 0 },
    { id: 'excepted', count: counts.excepted ?? 0 },
    { id: 'stopped', count: counts.stopped ?? 0 },
  ] as const;
  return (
    <nav className="figure-links" aria-label={t('numbers.label')}>
      {figures.map(({ id, count }) => (
        <a key={id} href={`#/reminders/planned/${id}`} data-tone={id === 'late' && count > 0 ? 'attention' : undefined}>
          <strong>{number(count)}</strong>
          <span>{t(`numbers.${id}`)}</span>
        </a>
      ))}
    </nav>
  );
}
