// biome-ignore-all lint/a11y: a listbox with one tab stop: it takes the focus and the keys, and names its active day (aria-activedescendant).
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../../src/contract/reminder-runs.ts';
import { useFormat } from '../../i18n/format.ts';
import { dayAfterKey, loadOf, monthsOf, scaleOf, weekdayOf } from './load.rules.ts';
import { useDayWords } from './words.ts';

interface LoadChartProps {
  days: readonly CalendarDay[];
  /** Index of the day that is shown below. */
  chosen: number;
  onChoose(index: number): void;
}

/** Mails of each coming day against the limit. One tab stop; arrow keys go from day to day, up and down by weeks. */
export function LoadChart({ days, chosen, onChoose }: LoadChartProps) {
  const { t } = useTranslation('reminders');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayAfterKey(event.key, chosen, days.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    <div className="load-scroller">
      <div className="load" data-long={days.length > 40 ? true : undefined} style={{ '--days': days.length }}>
        <div
          ref={list}
          className="load-days"
          role="listbox"
          aria-orientation="horizontal"
          aria-label={t('calendar.chart')}
          aria-activedescendant={`${id}-${chosen}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {days.map((day, index) => (
            <Day key={day.on} id={`${id}-${index}`} day={day} scale={scaleOf(days)} isChosen={index === chosen} onChoose={() => onChoose(index)} />
          ))}
        </div>
        <Months days={days} />
      </div>
    </div>
  );
}

function Months({ days }: Pick<LoadChartProps, 'days'>) {
  const words = useDayWords();
  return (
    <div className="load-months" aria-hidden>
      {monthsOf(days).map(({ first, count }) => (
        <span key={first} style={{ gridColumn: `span ${count}` }}>
          {count > 2 && words.month(first)}
        </span>
      ))}
    </div>
  );
}

interface DayProps {
  id: string;
  day: CalendarDay;
  scale: number;
  isChosen: boolean;
  onChoose(): void;
}

function Day({ id, day, scale, isChosen, onChoose }: DayProps) {
  const { number } = useFormat();
  const words = useDayWords();
  const name = useDayName();
  const load = loadOf(day);
  const share = (count: number) => `${Math.min(100, (100 * count) / scale)}%`;
  const weekday = weekdayOf(day.on);
  return (
    <div
      id={id}
      role="option"
      className="load-day"
      title={name(day)}
      aria-selected={isChosen}
      data-off={day.off ?? undefined}
      data-over={day.over ? true : undefined}
      data-week={weekday === 1 ? true : undefined}
      onClick={onChoose}
    >
      <span className="visually-hidden">{name(day)}</span>
      <span className="load-track" aria-hidden>
        {day.capacity !== null && day.capacity <= scale && <span className="load-limit" style={{ insetBlockEnd: share(day.capacity) }} />}
        {load > 0 && (
          <span className="load-bar" style={{ blockSize: share(load) }}>
            <span className="load-count">{day.over ? `! ${number(load)}` : number(load)}</span>
            {day.notices > 0 && <span data-kind="notices" style={{ flexGrow: day.notices }} />}
            {day.reminders > 0 && <span data-kind="reminders" style={{ flexGrow: day.reminders }} />}
          </span>
        )}
      </span>
      <span className="load-date" aria-hidden>
        {Number(day.on.slice(8))}
      </span>
      <span className="load-weekday" aria-hidden>
        {words.weekday(weekday, 'short')}
      </span>
    </div>
  );
}

/** A day with all that is to say about it, in one line. */
export function useDayName(): (day: CalendarDay) => string {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  return (day) => {
    const off = day.off === 'weekend' ? t('calendar.weekend') : day.holiday === '' ? t('calendar.ownDay') : `${t('calendar.holiday')} – ${day.holiday}`;
    const parts = [
      t('calendar.reminders', { count: day.reminders }),
      day.notices > 0 ? t('calendar.notices', { count: day.notices }) : '',
      day.capacity === null ? '' : t('calendar.dayLimit', { count: day.capacity }),
      day.over ? t('calendar.over') : '',
      day.off === null ? '' : off,
    ];
    return t('calendar.dayName', { day: words.full(day.on), parts: parts.filter((part) => part !== '').join(', ') });
  };
}
