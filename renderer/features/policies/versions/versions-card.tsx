import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { VersionRow } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card, CodeText, Notice, StateTag } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Table } from '../../../ui/table.tsx';
import { DateText } from '../../../ui/time.tsx';

/** The published versions of a host's policy, newest first; what to do when there is none. */
export function VersionsCard({ hostId }: { hostId: HostId }) {
  const versions = useQuery(orpc.policies.list.queryOptions({ input: { hostId, kind: 'notice' } }));
  return <Loaded query={versions}>{(rows) => (rows.length === 0 ? <NoVersion hostId={hostId} /> : <Versions rows={rows} />)}</Loaded>;
}

function NoVersion({ hostId }: { hostId: HostId }) {
  const { t } = useTranslation('policies');
  const publish = (
    <LinkButton to={`/hosts/${hostId}/publish`} variant="primary">
      {t('none.action')}
    </LinkButton>
  );
  return (
    <Notice tone="attention" title={t('none.title')} actions={publish}>
      {t('none.text')}
    </Notice>
  );
}

function Versions({ rows }: { rows: readonly VersionRow[] }) {
  const { t } = useTranslation('policies');
  return (
    <Card flush title={t('versions.title')}>
      <Table
        label={t('versions.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { id: 'number', header: t('versions.number'), cell: (row) => <a href={`#/versions/${row.id}`}>{t('version', { number: row.number })}</a> },
          {
            id: 'state',
            header: t('versions.state'),
            cell: (row) => <StateTag tone={row.inForce ? 'ok' : 'unknown'}>{t(row.inForce ? 'inForce' : 'notInForce')}</StateTag>,
          },
          { id: 'effective', header: t('effectiveOn'), cell: (row) => <DateText on={row.effectiveOn} /> },
          { id: 'material', header: t('kind'), cell: (row) => t(row.material ? 'material' : 'editorial') },
          { id: 'hash', header: t('hash'), cell: (row) => <CodeText>{row.sha256.slice(0, 16)}…</CodeText> },
        ]}
      />
    </Card>
  );
}
