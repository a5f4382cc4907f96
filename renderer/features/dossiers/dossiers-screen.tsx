import { useQuery } from '@tanstack/react-query';
import { FilePlus2, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../src/contract/dossiers.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { DateText, RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { IncidentsTabs } from '../logs/index.ts';
import { DossierTag } from './state-tag.tsx';
import './dossiers.css';

/** Every application for a white list: what has to be renewed first. */
export function DossiersScreen() {
  const { t } = useTranslation('dossiers');
  const query = useQuery(orpc.dossiers.list.queryOptions({ input: {} }));
  const begin = (
    <LinkButton to="/incidents/dossiers/new" variant="primary" icon={FilePlus2}>
      {t('list.begin')}
    </LinkButton>
  );
  const some = query.data !== undefined && query.data.length > 0;
  return (
    <Page title={t('list.title')} intro={some ? t('list.intro') : undefined} wide actions={some && begin}>
      <IncidentsTabs />
      <Loaded query={query}>
        {(rows) =>
          rows.length > 0 ? (
            <DossierTable rows={rows} />
          ) : (
            <EmptyState icon={ShieldCheck} title={t('list.none')} actions={begin}>
              {t('list.noneText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}

function DossierTable({ rows }: { rows: readonly DossierRow[] }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  return (
    <Card flush title={t('list.all')}>
      <Table
        stacks
        label={t('list.all')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'client',
            header: t('list.client'),
            cell: ({ id, clientName, hostName, server }) => (
              <TwoLines main={<a href={`#/incidents/dossiers/${id}`}>{clientName}</a>} below={`${hostName}, ${t(`dossier:server.${server}`)}`} />
            ),
          },
          { id: 'state', header: t('list.state'), cell: (row) => <DossierTag dossier={row} /> },
          {
            id: 'there',
            header: t('list.there'),
            cell: ({ provided, needed, missing }) => (
              <div className="stack" data-gap="s">
                <span>{t('complete.of', { provided, count: needed })}</span>
                <Missing items={missing} />
              </div>
            ),
          },
          { id: 'until', header: t('list.until'), cell: ({ until }) => (until === null ? <span className="soft">–</span> : <DateText on={until} />) },
          { id: 'changed', header: t('list.changed'), cell: ({ changedAt }) => <RelativeTime at={changedAt} /> },
        ]}
      />
    </Card>
  );
}

/** How many items are missing, and unfolded which. */
function Missing({ items }: { items: DossierRow['missing'] }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  if (items.length === 0) return <span className="soft small">{t('complete.nothing')}</span>;
  return (
    <details className="dossier-names small">
      <summary>{t('complete.missing', { count: items.length })}</summary>
      <ul>
        {items.map((id) => (
          <li key={id}>{t(`dossier:item.${id}`)}</li>
        ))}
      </ul>
    </details>
  );
}
