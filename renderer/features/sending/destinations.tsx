import { useTranslation } from 'react-i18next';
import type { OutboxSummary } from '../../../src/contract/outbox.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { useNow } from './use-now.ts';

/** Domains whose servers asked to be left alone for now: until when, how many wait for it, and what they said. */
export function Destinations({ destinations }: Pick<OutboxSummary, 'destinations'>) {
  const { t } = useTranslation('sending');
  const { number, relative, dateTime } = useFormat();
  const now = useNow();
  if (destinations.length === 0) return null;
  return (
    <Card title={t('destinations.title', { count: destinations.length })}>
      <p className="soft prose">{t('destinations.why')}</p>
      <Table
        label={t('destinations.title', { count: destinations.length })}
        rows={destinations}
        rowKey={({ domain }) => domain}
        columns={[
          { id: 'domain', header: t('destinations.domain'), cell: ({ domain }) => domain },
          {
            id: 'until',
            header: t('destinations.until'),
            cell: ({ until }) => (
              <time dateTime={until} title={dateTime(until)}>
                {relative(until, now)}
              </time>
            ),
          },
          { id: 'waiting', header: t('destinations.waiting'), numeric: true, cell: ({ waiting }) => number(waiting) },
          { id: 'reply', header: t('column.answer'), cell: ({ reply }) => <span className="soft small">{reply}</span> },
        ]}
      />
    </Card>
  );
}
