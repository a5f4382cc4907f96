import { useTranslation } from 'react-i18next';
import type { Figures } from '../../../src/contract/usage.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { Figure } from './figure.tsx';

interface ByDomain {
  readonly domain: string;
  readonly figures: Figures;
}

/** What each domain of an account sent in the span of the curve; not there where the panel does not tell them apart. */
export function DomainsCard({ domains }: { domains: readonly ByDomain[] }) {
  const { t } = useTranslation('usage');
  if (domains.length === 0) return null;
  return (
    <Card flush title={t('domains.title')}>
      <Table
        label={t('domains.title')}
        rows={domains}
        rowKey={({ domain }) => domain}
        columns={[
          { id: 'domain', header: t('domains.domain'), cell: ({ domain }) => domain },
          ...(['sent', 'delivered', 'deferred', 'failed'] as const).map((id) => ({
            id,
            header: t(`column.${id}`),
            numeric: true,
            cell: ({ figures }: ByDomain) => <Figure value={figures[id]} isRead />,
          })),
        ]}
      />
    </Card>
  );
}
