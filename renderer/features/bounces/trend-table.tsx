import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Table } from '../../ui/table.tsx';
import { DateText } from '../../ui/time.tsx';
import { busyDays, FAILED_AS, sumOf, type TrendDay } from './trend.rules.ts';

/** The figures behind the chart, newest day first; folded away until somebody wants them. */
export function TrendTable({ days }: { days: readonly TrendDay[] }) {
  const { t } = useTranslation('bounces');
  const { number, percent } = useFormat();
  const busy = busyDays(days).reverse();
  if (busy.length === 0) return null;
  return (
    <details>
      <summary>{t('trend.table')}</summary>
      <Table
        label={t('trend.table')}
        rows={busy}
        rowKey={(day) => day.on}
        columns={[
          { id: 'day', header: t('trend.day'), cell: (day) => <DateText on={day.on} /> },
          { id: 'tried', header: t('trend.tried'), numeric: true, cell: (day) => number(day.tried) },
          ...FAILED_AS.map((id) => ({ id, header: t(`class.${id}`), numeric: true, cell: (day: TrendDay) => number(day[id]) })),
          { id: 'share', header: t('trend.share'), numeric: true, cell: (day) => shareOf(day, percent) },
          { id: 'complaints', header: t('trend.complaints'), numeric: true, cell: (day) => number(day.complaints) },
        ]}
      />
      <p className="soft small">{t('trend.quiet')}</p>
    </details>
  );
}

/** Unknown is not 0. */
function shareOf(day: TrendDay, percent: (value: number) => string): string {
  const { failedPercent } = sumOf([day]);
  return failedPercent === null ? '–' : percent(failedPercent);
}
