import { useTranslation } from 'react-i18next';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { LineChart } from '../../ui/line-chart.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { type AccountHour, everyHour } from './hours.rules.ts';
import type { LogAccount } from './log-account.ts';

const COLUMNS = ['messages', 'recipients', 'delivered', 'failed', 'deferredRecipients', 'bounces'] as const;

/** What an account sent, hour by hour. */
export function HoursCard({ log, found }: { log: LogSummary; found: LogAccount }) {
  const { t } = useTranslation('logs');
  const { number, span, zoneAt } = useFormat();
  const hours = everyHour(found.hours, log);
  const name = found.row.domain || found.row.account;
  const most = hours.reduce<AccountHour | undefined>((best, hour) => (recipientsOf(hour) > recipientsOf(best) ? hour : best), undefined);
  const describe = (hour: AccountHour | undefined) => {
    if (hour === undefined) return '';
    const failed = hour.counted?.counts.failed ?? 0;
    const figures = [t('hours.recipients', { count: recipientsOf(hour) }), ...(failed > 0 ? [t('hours.failed', { count: failed })] : [])];
    return t('hours.said', { when: span(hour.from, hour.to), figures: figures.join(', ') });
  };
  return (
    <Card title={t('hours.title')}>
      {hours.length === 0 ? (
        <p className="soft">{t('hours.none')}</p>
      ) : (
        <LineChart
          label={t('hours.of', { name })}
          measure={t('measure.recipients')}
          summary={most === undefined ? '' : t('hours.most', { when: span(most.from, most.to), count: recipientsOf(most) })}
          points={hours.map((hour) => ({ from: hour.from, to: hour.to, value: recipientsOf(hour), complete: true }))}
          describe={(index) => describe(hours[index])}
          format={number}
          table={<HoursTable hours={hours} />}
          source={
            <p>
              {t('hours.source', { zone: zoneAt(log.to ?? log.readAt) })} <RelativeTime at={log.readAt} />
            </p>
          }
        />
      )}
    </Card>
  );
}

function recipientsOf(hour: AccountHour | undefined): number {
  return hour?.counted?.counts.recipients ?? 0;
}

function HoursTable({ hours }: { hours: readonly AccountHour[] }) {
  const { t } = useTranslation('logs');
  const { number, span } = useFormat();
  const busy = hours.filter(({ counted }) => counted !== null).reverse();
  return (
    <div className="hours-table">
      <Table
        label={t('hours.table')}
        rows={busy}
        rowKey={({ from }) => from}
        columns={[
          { id: 'hour', header: t('hours.hour'), cell: ({ from, to }) => span(from, to) },
          ...COLUMNS.map((id) => ({
            id,
            header: t(`measure.${id}`),
            numeric: true,
            cell: ({ counted }: AccountHour) => number(counted?.counts[id] ?? 0),
          })),
          {
            id: 'unique',
            header: t('measure.unique'),
            numeric: true,
            cell: ({ counted }: AccountHour) => (counted?.uniqueRecipients == null ? t('hours.unknown') : number(counted.uniqueRecipients)),
          },
        ]}
      />
    </div>
  );
}
