import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, Users } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { GapRow } from '../../../src/contract/evidence.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';

const TONES: Readonly<Record<GapRow['reason'], Tone>> = { due: 'attention', failed: 'stopped', queued: 'info', practised: 'info', no_policy: 'unknown' };

/** Active accounts without proof of the version in force, the longest gap first. */
export function GapsList({ hostId }: { hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const [search, setSearch] = useState('');
  const [, navigate] = useLocation();
  const columns = useColumns();
  const input = { search: useDeferredValue(search), ...(hostId !== undefined && { hostId }) };
  const rows = useWindowedRows({
    queryKey: orpc.evidence.gaps.key({ input }),
    load: (window, signal) => client.evidence.gaps({ ...input, ...window }, { signal }),
  });
  const nothing = rows.head?.total === 0;
  return (
    <section className="stack gaps" data-gap="s" aria-labelledby="gaps">
      <h2 id="gaps">{t('gaps.title')}</h2>
      <p className="soft prose">{t('gaps.intro')}</p>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {nothing && search === '' ? (
        <NoGaps hostId={hostId} />
      ) : (
        <>
          <SearchField label={t('gaps.search')} value={search} onChange={setSearch} />
          {nothing ? <p className="soft">{t('gaps.nothingFound')}</p> : <p role="status">{t('gaps.count', { count: rows.total })}</p>}
          <DataTable
            label={t('gaps.list')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.accountId}
            rowHeight={64}
            onOpen={(row) => navigate(`/clients/${row.clientId}`)}
          />
          <p className="soft small prose">{t('gaps.source')}</p>
          <div className="row">
            <LinkButton to="/notices">{t('gaps.toSend')}</LinkButton>
          </div>
        </>
      )}
    </section>
  );
}

/** Nobody is left out, or nobody is there. */
function NoGaps({ hostId }: { hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const coverage = useQuery(orpc.evidence.coverage.queryOptions({ input: hostId === undefined ? {} : { hostId } })).data;
  if (coverage === undefined) return null;
  if (coverage.activeAccounts === 0) {
    return (
      <EmptyState icon={Users} title={t('gaps.noAccounts')}>
        {t('gaps.noAccountsWhy')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ShieldCheck} title={t('gaps.none')}>
      {t('gaps.noneWhy')}
    </EmptyState>
  );
}

function useColumns(): readonly DataColumn<GapRow>[] {
  const { t } = useTranslation('evidenceScreen');
  const { number } = useFormat();
  return [
    {
      id: 'client',
      header: t('table.column.client'),
      width: 'minmax(7rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={row.mainDomain === '' ? t('table.noDomain') : row.mainDomain} />,
    },
    { id: 'days', header: t('column.days'), width: '4.5rem', numeric: true, hideBelow: 420, cell: (row) => number(row.days) },
    { id: 'since', header: t('column.since'), width: '13rem', hideBelow: 660, cell: (row) => <DateTime at={row.since} /> },
    {
      id: 'reason',
      header: t('column.reason'),
      width: 'minmax(11.5rem, 1.5fr)',
      cell: (row) => <StateTag tone={TONES[row.reason]}>{t(`gapReason.${row.reason}`)}</StateTag>,
    },
    {
      id: 'version',
      header: t('column.version'),
      width: 'minmax(9rem, 1.5fr)',
      hideBelow: 820,
      cell: (row) => <TwoLines main={row.hostName} below={row.versionNumber === null ? t('told.notYet') : t('told.version', { number: row.versionNumber })} />,
    },
  ];
}
