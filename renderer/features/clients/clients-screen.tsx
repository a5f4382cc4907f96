import { useQuery } from '@tanstack/react-query';
import { Upload, UserPlus, Users } from 'lucide-react';
import { type ComponentProps, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type ClientRow, Told } from '../../../src/contract/clients.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows, type WindowedRows } from '../../client/use-windowed-rows.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { type ClientSort, useClientColumns } from './client-columns.tsx';
import { ExportMenu } from './export-menu.tsx';
import { useClientFilter } from './filter.view.ts';
import './clients.css';

const ANY = 'any';

/** Every client, with what he has been told. */
export function ClientsScreen() {
  const { t } = useTranslation('clients');
  const view = useClientFilter();
  const [sort, setSort] = useState<{ by: ClientSort; descending: boolean }>({ by: 'name', descending: false });
  const filter = { search: useDeferredValue(view.search), told: [...view.told], languages: [], ...(view.hostId !== null && { hostId: view.hostId }) };
  const input = { filter, sort: sort.by, descending: sort.descending };
  const rows = useWindowedRows({
    queryKey: orpc.clients.list.key({ input }),
    load: (window, signal) => client.clients.list({ ...input, ...window }, { signal }),
  });
  const isFiltered = view.search !== '' || view.told.length > 0 || view.hostId !== null;
  return (
    <Page title={t('title')} wide actions={<Actions filter={filter} rows={rows.total} />}>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {rows.head?.total === 0 && !isFiltered ? (
        <NoClients />
      ) : (
        <>
          <Filters counts={rows.head?.counts} />
          {rows.head?.total === 0 ? (
            <NothingFound />
          ) : (
            <ClientTable rows={rows} sorted={sort} onSort={(by) => setSort((now) => ({ by, descending: now.by === by && !now.descending }))} />
          )}
        </>
      )}
    </Page>
  );
}

function Actions({ filter, rows }: ComponentProps<typeof ExportMenu>) {
  const { t } = useTranslation('clients');
  return (
    <>
      <ExportMenu filter={filter} rows={rows} />
      <LinkButton to="/clients/new" icon={UserPlus}>
        {t('add')}
      </LinkButton>
      <LinkButton to="/clients/import" variant="primary" icon={Upload}>
        {t('import')}
      </LinkButton>
    </>
  );
}

interface ClientTableProps {
  rows: WindowedRows<ClientRow>;
  sorted: { by: ClientSort; descending: boolean };
  onSort(by: ClientSort): void;
}

function ClientTable({ rows, sorted, onSort }: ClientTableProps) {
  const { t } = useTranslation(['clients', 'common']);
  const [, navigate] = useLocation();
  const columns = useClientColumns();
  const sort = (by: string) => {
    const known = columns.find((column) => column.sort === by)?.sort;
    if (known !== undefined) onSort(known);
  };
  return (
    <>
      <p className="soft small" role="status">
        {rows.head === undefined ? t('common:loading') : t('shown', { count: rows.total })}
      </p>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        onOpen={(row) => navigate(`/clients/${row.id}`)}
        sorted={sorted}
        onSort={sort}
      />
    </>
  );
}

function Filters({ counts }: { counts: Partial<Record<Told, number>> | undefined }) {
  const { t } = useTranslation('clients');
  const view = useClientFilter();
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const options = Told.options
    .map((id) => ({ id, label: t(`told.${id}`), count: counts?.[id] ?? 0 }))
    .filter(({ id, count }) => count > 0 || view.told.includes(id));
  return (
    <div className="row client-filters" data-gap="l">
      <SearchField label={t('search')} value={view.search} onChange={view.setSearch} />
      {hosts.length > 1 && (
        <Select
          label={t('host')}
          options={[{ id: ANY, label: t('anyHost') }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
          value={view.hostId ?? ANY}
          onChange={(id) => view.setHost(hosts.find((host) => host.id === id)?.id ?? null)}
        />
      )}
      {options.length > 0 && <FilterChips label={t('show')} options={options} value={[...view.told]} onChange={view.setTold} />}
    </div>
  );
}

function NoClients() {
  const { t } = useTranslation('clients');
  return (
    <EmptyState
      icon={Users}
      title={t('empty.title')}
      actions={
        <>
          <LinkButton to="/clients/import" variant="primary" icon={Upload}>
            {t('import')}
          </LinkButton>
          <LinkButton to="/clients/new" icon={UserPlus}>
            {t('add')}
          </LinkButton>
        </>
      }
    >
      {t('empty.why')}
    </EmptyState>
  );
}

function NothingFound() {
  const { t } = useTranslation('clients');
  const { clear } = useClientFilter();
  return (
    <EmptyState icon={Users} title={t('found.none')} actions={<Button onPress={clear}>{t('found.clear')}</Button>}>
      {t('found.why')}
    </EmptyState>
  );
}
