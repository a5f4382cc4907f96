import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Table } from '../../ui/table.tsx';
import { Figure } from './figure.tsx';
import type { Point } from './measure.rules.ts';

const COUNTS = ['sent', 'delivered', 'deferred', 'failed', 'recipients', 'bytes'] as const;

/** The figures behind a curve, newest window first. Columns nothing is published for are left out. */
export function CurveTable({ points }: { points: readonly Point[] }) {
  const { t } = useTranslation('usage');
  const { span } = useFormat();
  const shown = COUNTS.filter((id) => points.some((point) => point[id] !== null));
  return (
    <div className="curve-table">
      <Table
        label={t('chart.table')}
        rows={points.toReversed()}
        rowKey={(point) => point.from}
        columns={[
          { id: 'window', header: t('chart.window'), cell: (point) => span(point.from, point.to) },
          ...shown.map((id) => ({
            id,
            header: t(`column.${id}`),
            numeric: true,
            cell: (point: Point) => <Figure value={point[id]} isRead={shown.some((other) => point[other] !== null)} isBytes={id === 'bytes'} />,
          })),
          {
            id: 'complete',
            header: t('chart.state'),
            cell: (point) => (point.complete ? t('chart.complete') : shown.every((id) => point[id] === null) ? t('notRead') : t('chart.notOver')),
          },
        ]}
      />
    </div>
  );
}
