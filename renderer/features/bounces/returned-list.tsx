import { Ban } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BounceClass, type BounceRow, BounceTarget } from '../../../src/contract/bounces.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { FailureTag } from './failure-tag.tsx';

/** What is shown: a class of failures, or complaints. */
const SHOWN = [...BounceClass.options, 'complaint'] as const;
type Shown = (typeof SHOWN)[number];

const EVERY = 'every';

/** Every message that came back, newest first; a row opens what to do at the side. */
export function ReturnedList({ onOpen }: { onOpen(row: BounceRow): void }) {
  const { t } = useTranslation('bounces');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>();
  const [target, setTarget] = useState<BounceTarget>();
  const columns = useColumns();
  const input = { search: useDeferredValue(search), ...filterOf(shown), targets: target === undefined ? [] : [target] };
  const rows = useWindowedRows({
    queryKey: orpc.bounces.list.key({ input }),
    load: (window, signal) => client.bounces.list({ ...input, ...window }, { signal }),
  });
  return (
    <section className="stack" data-gap="s" aria-labelledby="returned">
      <h2 id="returned">{t('returned.title')}</h2>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      <div className="row returned-filters" data-gap="l">
        <SearchField label={t('returned.search')} value={search} onChange={setSearch} />
        <FilterChips
          label={t('returned.showClass')}
          value={shown === undefined ? [] : [shown]}
          onChange={(chosen) => setShown(chosen.find((id) => id !== shown))}
          options={SHOWN.map((id) => ({ id, label: id === 'complaint' ? t('kind.complaint') : t(`class.${id}`) }))}
        />
        <Select
          label={t('returned.target')}
          value={target ?? EVERY}
          onChange={(id) => setTarget(BounceTarget.safeParse(id).data)}
          options={[{ id: EVERY, label: t('returned.everyTarget') }, ...BounceTarget.options.map((id) => ({ id, label: t(`target.${id}`) }))]}
        />
      </div>
      {rows.head?.total === 0 && <p className="soft">{t('returned.nothingFound')}</p>}
      <DataTable label={t('returned.list')} columns={columns} rows={rows} rowKey={(row) => row.id} rowHeight={56} onOpen={onOpen} />
    </section>
  );
}

function filterOf(shown: Shown | undefined): { classes: BounceClass[]; kind?: BounceRow['kind'] } {
  if (shown === undefined) return { classes: [] };
  return shown === 'complaint' ? { classes: [], kind: 'complaint' } : { classes: [shown], kind: 'bounce' };
}

function useColumns(): readonly DataColumn<BounceRow>[] {
  const { t } = useTranslation('bounces');
  return [
    {
      id: 'what',
      header: t('returned.column.what'),
      width: 'minmax(10rem, 15rem)',
      cell: (row) => <TwoLines main={<FailureTag row={row} />} below={row.kind === 'complaint' ? '' : t(`target.${row.target}`)} />,
    },
    {
      id: 'who',
      header: t('returned.column.who'),
      width: 'minmax(9rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={<Address row={row} />} />,
    },
    {
      id: 'words',
      header: t('returned.column.words'),
      width: 'minmax(10rem, 3fr)',
      hideBelow: 820,
      cell: (row) => <span className="soft small server-words">{row.diagnostic}</span>,
    },
    { id: 'when', header: t('returned.column.when'), width: '10.5rem', hideBelow: 480, cell: (row) => <RelativeTime at={row.at} /> },
  ];
}

function Address({ row: { address, suppressed } }: { row: BounceRow }) {
  const { t } = useTranslation('bounces');
  return (
    <>
      {suppressed && (
        <>
          <Ban size={12} aria-hidden /> {t('returned.blocked')} ·{' '}
        </>
      )}
      {address}
    </>
  );
}
