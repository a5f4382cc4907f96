import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRow } from '../../../src/contract/evidence.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Card, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { ExportProof, ProofTag } from '../evidence/index.ts';

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
                  { id: 'rung', header: t('proof.rung'), cell: (row) => <Degree row={row} /> },
                  {
                    id: 'version',
                    header: t('proof.version'),
                    cell: (row) => (
                      <a href={`#/versions/${row.versionId}`}>
                        {t(row.kind === 'reminder' ? 'proof.hostReminder' : 'proof.hostVersion', { host: row.hostName, number: row.versionNumber })}
                      </a>
                    ),
                  },
                  { id: 'when', header: t('proof.when'), cell: (row) => <DateTime at={row.happenedAt} /> },
                  { id: 'how', header: t('proof.how'), cell: (row) => <How row={row} /> },
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

function Degree({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation('clients');
  return (
    <span className="row">
      <ProofTag row={row} />
      {row.revoked !== null && (
        <StateTag tone="unknown" icon={Undo2}>
          {t('proof.revoked')}
        </StateTag>
      )}
    </span>
  );
}

/** The address it went to or, for what was recorded by hand, how and by whom. */
function How({ row }: { row: EvidenceRow }) {
  const { t } = useTranslation('replies');
  const main = row.noteKind === null ? row.to : t(`kind.${row.noteKind}`);
  const below = [row.author, row.note].filter((part) => part !== '').join(': ');
  return below === '' ? main : <TwoLines main={main} below={below} />;
}
