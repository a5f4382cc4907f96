import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { ExportProof, RungTag } from '../evidence/index.ts';

/** The proofs of one client, and all of them as one file. */
export function ProofCard({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('clients');
  const query = useQuery(orpc.evidence.list.queryOptions({ input: { clientId } }));
  return (
    <Card title={t('proof.title')}>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{t('proof.none')}</p>
          ) : (
            <>
              <Table
                label={t('proof.title')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={[
                  { id: 'rung', header: t('proof.rung'), cell: (row) => <RungTag rung={row.rung} /> },
                  {
                    id: 'version',
                    header: t('proof.version'),
                    cell: (row) => <a href={`#/versions/${row.versionId}`}>{t('proof.hostVersion', { host: row.hostName, number: row.versionNumber })}</a>,
                  },
                  { id: 'when', header: t('proof.when'), cell: (row) => <DateTime at={row.happenedAt} /> },
                  { id: 'to', header: t('column.email'), cell: (row) => row.to },
                ]}
              />
              <ExportProof clientId={clientId} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
