import { Plug, RefreshCw, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StatusRow } from '../../../src/contract/statuses.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useStatusColumns } from './status-columns.tsx';
import { StatusFilters } from './status-filters.tsx';
import { isNarrow, START, type StatusFilter, type StatusRows } from './use-status-rows.ts';

interface StatusListProps {
  rows: StatusRows;
  filter: StatusFilter;
  set(part: Partial<StatusFilter>): void;
  onOpen(row: StatusRow): void;
}

/** Every account with its state; a row opens the rest of it at the side. */
export function StatusList({ rows, filter, set, onOpen }: StatusListProps) {
  const { t } = useTranslation('statuses');
  const columns = useStatusColumns();
  const { head } = rows;
  if (rows.error !== undefined) return <ErrorNotice error={rows.error} />;
  const isEmpty = head?.total === 0;
  if (isEmpty && !isNarrow(filter)) return <NothingRead hasPacks={head.packs.some(({ seenAt }) => seenAt !== null)} />;
  return (
    <section className="stack" data-gap="s" aria-label={t('list.label')}>
      <StatusFilters filter={filter} set={set} head={head} />
      {isEmpty ? (
        <EmptyState icon={SearchX} title={t('list.nothing')} actions={<Button onPress={() => set(START)}>{t('list.clear')}</Button>}>
          {t('list.nothingWhy')}
        </EmptyState>
      ) : (
        <>
          <p className="soft small" role="status">
            {t('list.count', { count: rows.total })}
          </p>
          <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={(row) => String(row.account.id)} rowHeight={60} onOpen={onOpen} />
        </>
      )}
    </section>
  );
}

function NothingRead({ hasPacks }: { hasPacks: boolean }) {
  const { t } = useTranslation('statuses');
  const toHosts = (
    <LinkButton to="/hosts" variant="primary">
      {t('empty.toHosts')}
    </LinkButton>
  );
  return hasPacks ? (
    <EmptyState icon={RefreshCw} title={t('empty.noAccounts')} actions={toHosts}>
      {t('empty.noAccountsWhy')}
    </EmptyState>
  ) : (
    <EmptyState icon={Plug} title={t('empty.title')} actions={toHosts}>
      {t('empty.why')}
    </EmptyState>
  );
}
