import { useQuery } from '@tanstack/react-query';
import { PlugZap, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { HostsTabs } from '../connections/index.ts';
import { SavedViews } from './saved-views.tsx';
import { FIRST_QUESTION, isNarrow, type Question, sortedBy } from './view.rules.ts';
import { useVolumeView } from './volume.view.ts';
import { useVolumeColumns } from './volume-columns.tsx';
import { VolumeDrawer } from './volume-drawer.tsx';
import { VolumeExport } from './volume-export.tsx';
import { VolumeFilters } from './volume-filters.tsx';
import { VolumeSource } from './volume-source.tsx';
import { VolumeSums } from './volume-sums.tsx';
import './usage.css';

/** How much every account sends, as its host counts it. */
export function VolumeScreen() {
  const { t } = useTranslation('usage');
  const { question, ask } = useVolumeView();
  const rows = useRows(useDeferredValue(question));
  const isEmpty = rows.head?.total === 0 && !isNarrow(question);
  return (
    <Page title={t('title')} intro={t('intro')} wide actions={rows.total > 0 && <VolumeExport question={question} />}>
      <HostsTabs />
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {isEmpty ? (
        <NoAccounts />
      ) : (
        <>
          <SavedViews question={question} onAsk={ask} />
          <VolumeFilters question={question} onAsk={ask} />
          {rows.head !== undefined && <VolumeSums sums={rows.head.sums} />}
          {rows.head?.total === 0 ? (
            <NothingFound onClear={() => ask({ ...FIRST_QUESTION, span: question.span })} />
          ) : (
            <VolumeTable rows={rows} question={question} onAsk={ask} />
          )}
          {rows.head !== undefined && <VolumeSource from={rows.head.from} to={rows.head.to} />}
        </>
      )}
    </Page>
  );
}

function useRows(input: Question) {
  return useWindowedRows({
    queryKey: orpc.usage.overview.key({ input }),
    load: (window, signal) => client.usage.overview({ ...input, ...window }, { signal }),
  });
}

interface TableProps {
  rows: ReturnType<typeof useRows>;
  question: Question;
  onAsk(question: Question): void;
}

function VolumeTable({ rows, question, onAsk }: TableProps) {
  const { t } = useTranslation(['usage', 'common']);
  const [open, setOpen] = useState<UsageRow>();
  const columns = useVolumeColumns();
  const sort = (by: string) => {
    const known = columns.find((column) => column.sort === by)?.sort;
    if (known !== undefined) onAsk(sortedBy(question, known));
  };
  return (
    <section className="stack" data-gap="s" aria-label={t('title')}>
      <p className="soft small" role="status">
        {rows.head === undefined ? t('common:loading') : t('shown', { count: rows.total })}
      </p>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.account.id)}
        rowHeight={60}
        onOpen={setOpen}
        sorted={{ by: question.sort, descending: question.descending }}
        onSort={sort}
      />
      <VolumeDrawer row={open} onClose={() => setOpen(undefined)} />
    </section>
  );
}

/** No account of any host is known: nothing is connected, or nothing was read yet. */
function NoAccounts() {
  const { t } = useTranslation('usage');
  const connections = useQuery(orpc.connections.list.queryOptions({ input: {} })).data;
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const [host] = hosts;
  const isConnected = connections !== undefined && connections.length > 0;
  const [first] = connections ?? [];
  const pack = first === undefined ? undefined : `/hosts/${first.hostId}/packs/${first.packId}`;
  const setUp = host === undefined ? '/hosts/new' : host.packs[0] === undefined ? `/hosts/${host.id}` : `/hosts/${host.id}/packs/${host.packs[0].id}`;
  return (
    <EmptyState
      icon={PlugZap}
      title={t(isConnected ? 'empty.unread' : 'empty.title')}
      actions={
        <LinkButton to={pack ?? setUp} variant="primary" icon={PlugZap}>
          {t(isConnected ? 'empty.read' : 'empty.connect')}
        </LinkButton>
      }
    >
      {t(isConnected ? 'empty.unreadWhy' : 'empty.why')}
    </EmptyState>
  );
}

function NothingFound({ onClear }: { onClear(): void }) {
  const { t } = useTranslation('usage');
  return (
    <EmptyState icon={SearchX} title={t('found.none')} actions={<Button onPress={onClear}>{t('found.clear')}</Button>}>
      {t('found.why')}
    </EmptyState>
  );
}
