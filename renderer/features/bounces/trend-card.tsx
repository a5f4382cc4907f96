import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Select } from '../../ui/choice.tsx';
import { DayChart, type DayColumn } from '../../ui/day-chart.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { FAILED_AS, sumOf, type TrendDay, type TrendSum } from './trend.rules.ts';
import { TrendTable } from './trend-table.tsx';

const SPANS = ['14', '30', '90'] as const;
type Span = (typeof SPANS)[number];

const TONES = { permanent: 'stopped', temporary: 'attention', blocked: 'info' } as const satisfies Record<(typeof FAILED_AS)[number], Tone>;

/** What left and what of it failed, day by day. */
export function TrendCard() {
  const { t } = useTranslation('bounces');
  const [span, setSpan] = useState<Span>('30');
  const trend = useQuery({ ...orpc.bounces.trend.queryOptions({ input: { days: Number(span) } }), placeholderData: (before) => before });
  return (
    <Card
      title={t('trend.title')}
      actions={
        <div className="trend-span">
          <Select<Span>
            label={t('trend.days')}
            value={span}
            onChange={setSpan}
            options={SPANS.map((id) => ({ id, label: t('trend.last', { count: Number(id) }) }))}
          />
        </div>
      }
    >
      <Loaded query={trend}>{({ days, at }) => <Trend days={days} at={at} />}</Loaded>
    </Card>
  );
}

function Trend({ days, at }: { days: readonly TrendDay[]; at: string }) {
  const { t } = useTranslation('bounces');
  const { percent, dateTime } = useFormat();
  const sum = sumOf(days);
  const summary = useSummary(sum);
  return (
    <>
      {sum.failedPercent === null ? (
        <p className="soft">{t('trend.noShare')}</p>
      ) : (
        <p className="trend-share">
          <strong>{percent(sum.failedPercent)}</strong> {t('trend.shareOf', { count: sum.tried })}
        </p>
      )}
      <DayChart columns={useColumns(days)} summary={summary} />
      <Legend sum={sum} />
      <p className="soft small">{t('trend.source', { when: dateTime(at) })}</p>
      <TrendTable days={days} />
    </>
  );
}

/** The whole chart in one sentence, for those who hear it. */
function useSummary(sum: TrendSum): string {
  const { t } = useTranslation('bounces');
  const { number, percent } = useFormat();
  if (sum.failedPercent === null) return t('trend.noShare');
  const parts = [...FAILED_AS.map((id) => `${t(`class.${id}`)} ${number(sum[id])}`), `${t('trend.complaints')} ${number(sum.complaints)}`];
  return t('trend.summary', { count: sum.tried, share: percent(sum.failedPercent), parts: parts.join(', ') });
}

function useColumns(days: readonly TrendDay[]): readonly DayColumn[] {
  const { t } = useTranslation('bounces');
  const { date, number } = useFormat();
  return days.map((day) => {
    const parts = FAILED_AS.map((id) => ({ id, tone: TONES[id], count: day[id] }));
    const words = [
      `${t('trend.tried')} ${number(day.tried)}`,
      ...parts.filter(({ count }) => count > 0).map(({ id, count }) => `${t(`class.${id}`)} ${number(count)}`),
      ...(day.complaints > 0 ? [`${t('trend.complaints')} ${number(day.complaints)}`] : []),
    ];
    return { on: day.on, total: day.tried, parts, isMarked: day.complaints > 0, title: `${date(day.on)}: ${words.join(', ')}` };
  });
}

function Legend({ sum }: { sum: TrendSum }) {
  const { t } = useTranslation('bounces');
  const { number } = useFormat();
  return (
    <ul className="legend">
      <li>
        <span className="legend-dot day-total" />
        {t('trend.tried')} <strong>{number(sum.tried)}</strong>
      </li>
      {FAILED_AS.map((id) => (
        <li key={id}>
          <span className="legend-dot" data-tone={TONES[id]} />
          {t(`class.${id}`)} <strong>{number(sum[id])}</strong>
        </li>
      ))}
      <li>
        <span className="day-mark" aria-hidden />
        {t('trend.complaints')} <strong>{number(sum.complaints)}</strong>
      </li>
    </ul>
  );
}
