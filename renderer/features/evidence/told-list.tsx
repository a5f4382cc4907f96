import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type ToldOnRow, ToldOnState } from '../../../src/contract/evidence.ts';
import type { WindowedRows } from '../../client/use-windowed-rows.ts';
import { FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { StateTag } from '../../ui/display.tsx';
import { SearchField } from '../../ui/field.tsx';
import { DateTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { RungTag } from './rung-tag.tsx';

const TONES: Readonly<Record<ToldOnState, Tone>> = { told: 'ok', older: 'attention', not_told: 'stopped', no_policy: 'unknown' };

interface ToldListProps {
  rows: WindowedRows<ToldOnRow>;
  search: string;
  onSearch(search: string): void;
  only: ToldOnState[];
  onOnly(only: ToldOnState[]): void;
}

/** Every account of the day, by client; Enter opens the client. */
export function ToldList({ rows, search, onSearch, only, onOnly }: ToldListProps) {
  const { t } = useTranslation('evidenceScreen');
  const columns = useColumns();
  const [, navigate] = useLocation();
  const narrowed = search !== '' || only.length > 0;
  if (rows.head?.total === 0 && !narrowed) return null;
  return (
    <section className="stack" data-gap="s" aria-label={t('told.list')}>
      <div className="row" data-gap="l">
        <SearchField label={t('told.search')} value={search} onChange={onSearch} />
        <FilterChips label={t('told.show')} value={only} onChange={onOnly} options={ToldOnState.options.map((id) => ({ id, label: t(`toldState.${id}`) }))} />
      </div>
      {rows.head?.total === 0 && <p className="soft">{t('told.nothingFound')}</p>}
      <DataTable
        label={t('told.list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.accountId}
        rowHeight={64}
        onOpen={(row) => navigate(`/clients/${row.clientId}`)}
      />
    </section>
  );
}

function useColumns(): readonly DataColumn<ToldOnRow>[] {
  const { t } = useTranslation('evidenceScreen');
  return [
    {
      id: 'client',
      header: t('table.column.client'),
      width: 'minmax(9rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={row.mainDomain === '' ? t('table.noDomain') : row.mainDomain} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: 'minmax(9rem, 1.5fr)',
      cell: (row) => <StateTag tone={TONES[row.state]}>{t(`toldState.${row.state}`)}</StateTag>,
    },
    {
      id: 'version',
      header: t('column.version'),
      width: 'minmax(9rem, 1.5fr)',
      hideBelow: 960,
      cell: (row) => <TwoLines main={row.hostName} below={row.inForce === null ? t('told.notYet') : t('told.inForce', { number: row.inForce })} />,
    },
    {
      id: 'proof',
      header: t('column.proof'),
      width: 'minmax(11rem, 2fr)',
      hideBelow: 560,
      cell: ({ best }) =>
        best === null ? (
          <span className="soft">{t('told.noProof')}</span>
        ) : (
          <TwoLines main={<RungTag rung={best.rung} />} below={t('told.version', { number: best.versionNumber })} />
        ),
    },
    { id: 'happened', header: t('column.happened'), width: '13rem', hideBelow: 780, cell: (row) => <Happened row={row} /> },
  ];
}

function Happened({ row: { best, recordedLater } }: { row: ToldOnRow }) {
  const { t } = useTranslation('evidenceScreen');
  if (best === null) return null;
  return recordedLater ? <TwoLines main={<DateTime at={best.happenedAt} />} below={t('told.later')} /> : <DateTime at={best.happenedAt} />;
}
