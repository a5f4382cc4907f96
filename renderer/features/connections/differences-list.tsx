import { GitCompareArrows, Plug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DecideBar } from './decide-bar.tsx';
import { DIFFERENCE_KINDS } from './decisions.rules.ts';
import { useDifferenceColumns } from './difference-columns.tsx';
import { DifferenceDrawer } from './difference-drawer.tsx';
import { useConnections } from './use-connections.ts';
import { type Decisions, useDecisions } from './use-decisions.ts';

/** Differences to decide about, or those that were left out: filters, choice of several, and each with all that is known of it. */
export function DifferencesList({ decided }: { decided: boolean }) {
  const { t } = useTranslation('connections');
  const [kinds, setKinds] = useState<Difference['kind'][]>([]);
  const [packId, setPackId] = useState<PackId>();
  const [open, setOpen] = useState<Difference>();
  const decisions = useDecisions();
  const columns = useDifferenceColumns(decisions);
  const filter = { kinds, decided, ...(packId !== undefined && { packId }) };
  const rows = useDifferences(filter);
  return (
    <section className="stack" data-gap="s">
      <div className="row difference-filters" data-gap="l">
        <PackFilter value={packId} onChange={setPackId} />
        <KindFilter counts={rows.head?.counts ?? {}} value={kinds} onChange={setKinds} />
      </div>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {decisions.error !== null && open === undefined && <ErrorNotice error={decisions.error} />}
      <LeftOver result={decisions.result} />
      {rows.head?.total === 0 ? (
        <Nothing decided={decided} isFiltered={kinds.length > 0 || packId !== undefined} />
      ) : (
        <>
          <DecideBar decisions={decisions} total={rows.total} onAll={() => decisions.chooseAll(filter)} decided={decided} />
          <DataTable
            label={t('differences.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.hosted.id)}
            rowHeight={60}
            onOpen={setOpen}
            selected={new Set([...decisions.chosen.keys()].map(String))}
            onSelect={(_, row) => decisions.toggle(row)}
          />
        </>
      )}
      <DifferenceDrawer row={open} decisions={decisions} onClose={() => setOpen(undefined)} />
    </section>
  );
}

function useDifferences(filter: { kinds: Difference['kind'][]; decided: boolean; packId?: PackId }) {
  return useWindowedRows({
    queryKey: orpc.connections.differences.key({ input: filter }),
    load: (window, signal) => client.connections.differences({ ...filter, ...window }, { signal }),
  });
}

interface KindProps {
  counts: Partial<Record<Difference['kind'], number>>;
  value: Difference['kind'][];
  onChange(kinds: Difference['kind'][]): void;
}

function KindFilter({ counts, value, onChange }: KindProps) {
  const { t } = useTranslation('connections');
  return (
    <FilterChips
      label={t('differences.show')}
      options={DIFFERENCE_KINDS.map((id) => ({ id, label: t(`differences.kind.${id}`), count: counts[id] ?? 0 }))}
      value={value}
      onChange={onChange}
    />
  );
}

function PackFilter({ value, onChange }: { value: PackId | undefined; onChange(id: PackId | undefined): void }) {
  const { t } = useTranslation('connections');
  const packs = useConnections().data ?? [];
  if (packs.length < 2) return null;
  return (
    <Select<PackId | 'all'>
      label={t('differences.pack')}
      options={[
        { id: 'all', label: t('differences.everyPack') },
        ...packs.map(({ packId, packName, hostName }) => ({ id: packId, label: `${packName} · ${hostName}` })),
      ]}
      value={value ?? 'all'}
      onChange={(id) => onChange(id === 'all' ? undefined : id)}
    />
  );
}

/** What the last decision could not do. */
function LeftOver({ result }: Pick<Decisions, 'result'>) {
  const { t } = useTranslation('connections');
  if (result === undefined || result.stale + result.lacking === 0) return null;
  return (
    <Notice tone="attention" title={t('decide.leftOver')}>
      {result.stale > 0 && <p>{t('decide.stale', { count: result.stale })}</p>}
      {result.lacking > 0 && <p>{t('decide.lacking', { count: result.lacking })}</p>}
    </Notice>
  );
}

function Nothing({ decided, isFiltered }: { decided: boolean; isFiltered: boolean }) {
  const { t } = useTranslation('connections');
  const connections = useConnections().data;
  if (decided) return <p className="soft">{t('differences.noneIgnored')}</p>;
  if (isFiltered) return <p className="soft">{t('differences.nothingFound')}</p>;
  if (connections?.length === 0) {
    return (
      <EmptyState
        icon={Plug}
        title={t('differences.connectFirst')}
        actions={
          <LinkButton to="/hosts" variant="primary">
            {t('differences.toHosts')}
          </LinkButton>
        }
      >
        {t('differences.connectWhy')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={GitCompareArrows} title={t('differences.none')}>
      {t('differences.noneWhy')}
    </EmptyState>
  );
}
