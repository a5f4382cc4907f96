import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../../src/contract/reminder-runs.ts';
import type { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Select } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { DayList } from './day-list.tsx';
import { scaleOf } from './load.rules.ts';
import { LoadChart } from './load-chart.tsx';
import { useDayWords } from './words.ts';

export type Calendar = Awaited<ReturnType<typeof client.reminders.calendar>>;

/** How many days ahead are shown. */
export const SPANS = ['30', '90'] as const;
export type Span = (typeof SPANS)[number];

interface CalendarCardProps {
  calendar: Calendar;
  span: Span;
  onSpan(span: Span): void;
}

/** The coming days with what leaves on each against the limit, and the reminders of the chosen day. */
export function CalendarCard({ calendar, span, onSpan }: CalendarCardProps) {
  const { t } = useTranslation('reminders');
  const { days } = calendar;
  const busy = days.findIndex(({ reminders }) => reminders > 0);
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? Math.max(0, busy), days.length - 1);
  const day = days[index];
  return (
    <Card
      title={t('calendar.title')}
      actions={
        <div className="load-span">
          <Select
            label={t('calendar.span')}
            value={span}
            onChange={onSpan}
            options={SPANS.map((id) => ({ id, label: t('calendar.days', { count: Number(id) }) }))}
          />
        </div>
      }
    >
      <Summary days={days} />
      <LoadChart days={days} chosen={index} onChoose={setChosen} />
      <Legend days={days} />
      <p className="soft small prose">
        <DaysOff days={days} /> {t('calendar.source', { zone: calendar.timeZone.replaceAll('_', ' ') })}
      </p>
      {day !== undefined && <DayList day={day} />}
    </Card>
  );
}

/** The chart in sentences: for those who read, and for those who hear. */
function Summary({ days }: { days: readonly CalendarDay[] }) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const total = days.reduce((sum, { reminders }) => sum + reminders, 0);
  const highest = days.reduce<CalendarDay | undefined>((best, day) => (best === undefined || day.reminders > best.reminders ? day : best), undefined);
  const over = days.filter((day) => day.over).length;
  return (
    <div>
      <p>
        <strong>{t('calendar.total', { count: total, days: days.length })}</strong>
        {highest !== undefined && highest.reminders > 0 && `, ${t('calendar.most', { date: words.full(highest.on), count: highest.reminders })}`}.{' '}
        <Limit days={days} />
      </p>
      {over > 0 && <p className="load-over">{t('calendar.overDays', { count: over })}</p>}
    </div>
  );
}

/** The limit of the days; where days differ, the tightest. */
function Limit({ days }: { days: readonly CalendarDay[] }) {
  const { t } = useTranslation('reminders');
  const limited = days.filter(({ capacity }) => capacity !== null).sort((a, b) => (a.capacity ?? 0) - (b.capacity ?? 0));
  const [tightest] = limited;
  if (tightest === undefined || tightest.capacity === null) return t('calendar.limit.none');
  return t(`calendar.limit.${tightest.capacityOwner ?? 'own'}`, { count: tightest.capacity });
}

function Legend({ days }: { days: readonly CalendarDay[] }) {
  const { t } = useTranslation('reminders');
  const shown = [
    { id: 'reminders', is: true },
    { id: 'notices', is: days.some(({ notices }) => notices > 0) },
    { id: 'over', is: days.some(({ over }) => over) },
    { id: 'off', is: days.some(({ off }) => off !== null) },
    { id: 'limit', is: days.some(({ capacity }) => capacity !== null && capacity <= scaleOf(days)) },
  ] as const;
  return (
    <ul className="legend">
      {shown
        .filter(({ is }) => is)
        .map(({ id }) => (
          <li key={id}>
            <span className="load-key" data-kind={id} />
            {t(`calendar.legend.${id}`)}
          </li>
        ))}
    </ul>
  );
}

function DaysOff({ days }: { days: readonly CalendarDay[] }) {
  const { t } = useTranslation('reminders');
  const { list } = useFormat();
  const words = useDayWords();
  const off = days.filter((day) => day.off === 'holiday');
  if (off.length === 0) return null;
  return <>{t('calendar.daysOff', { days: list(off.map(({ on, holiday }) => (holiday === '' ? words.short(on) : `${words.short(on)} (${holiday})`))) })}</>;
}
