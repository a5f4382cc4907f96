import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import type { Today } from './needs.rules.ts';

/** The accounts that nothing covers for the longest time. Not there while everybody is covered. */
export function GapsCard({ gaps: { total, longest } }: { gaps: Today['gaps'] }) {
  const { t } = useTranslation('today');
  const { number } = useFormat();
  if (total === 0) return null;
  return (
    <Card title={t('gaps.title')} actions={<LinkButton to="/notices/proof/gaps">{t('gaps.open')}</LinkButton>}>
      <p>{t('gaps.text', { count: total })}</p>
      <Table
        label={t('gaps.title')}
        rows={longest}
        rowKey={(row) => row.accountId}
        columns={[
          {
            id: 'account',
            header: t('gaps.account'),
            cell: (row) => <TwoLines main={<a href={`#/clients/${row.clientId}`}>{row.clientName}</a>} below={row.mainDomain || row.hostName} />,
          },
          { id: 'since', header: t('gaps.since'), cell: (row) => <DateTime at={row.since} /> },
          { id: 'days', header: t('gaps.days'), numeric: true, cell: (row) => number(row.days) },
        ]}
      />
    </Card>
  );
}
