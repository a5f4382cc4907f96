import { useQuery } from '@tanstack/react-query';
import { FileSearch, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { IconButton } from '../../ui/button.tsx';
import { Card, EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { FetchCard } from './fetch-card.tsx';
import { IncidentsTabs } from './incidents-tabs.tsx';
import { RemoveLog } from './remove-log.tsx';
import { TakeInLogs } from './take-in-logs.tsx';
import { useLogName } from './use-log-name.ts';
import { useLogSpan } from './use-log-span.ts';
import { WhereLogs } from './where-logs.tsx';
import './logs.css';

/** The logs that were read, and the ways to read more. */
export function LogsScreen() {
  const { t } = useTranslation('logs');
  const query = useQuery(orpc.logs.list.queryOptions({ input: {} }));
  const [, navigate] = useLocation();
  const show = ({ id }: LogSummary) => navigate(`/incidents/logs/${id}`);
  return (
    <Page title={t('title')} intro={t('intro')}>
      <IncidentsTabs />
      <Loaded query={query}>{(logs) => (logs.length === 0 ? <NothingRead /> : <Shelf logs={logs} />)}</Loaded>
      <TakeInLogs onTaken={show} />
      <FetchCard onTaken={show} />
      <Card title={t('where.title')}>
        <WhereLogs />
      </Card>
    </Page>
  );
}

function Shelf({ logs }: { logs: readonly LogSummary[] }) {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  const nameOf = useLogName();
  const spanOf = useLogSpan();
  const [leaving, setLeaving] = useState<LogSummary>();
  return (
    <Card flush title={t('shelf')}>
      <Table
        label={t('shelf')}
        stacks
        rows={logs}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'name',
            header: t('column.log'),
            cell: (log) => <TwoLines main={<a href={`#/incidents/logs/${log.id}`}>{nameOf(log)}</a>} below={t(`format.${log.format}`)} />,
          },
          { id: 'span', header: t('column.span'), cell: (log) => spanOf(log) },
          { id: 'accounts', header: t('column.accounts'), numeric: true, cell: ({ accounts }) => number(accounts) },
          { id: 'lines', header: t('column.lines'), numeric: true, cell: ({ lines }) => number(lines) },
          { id: 'read', header: t('column.read'), cell: ({ readAt, author }) => <TwoLines main={<RelativeTime at={readAt} />} below={author} /> },
          {
            id: 'remove',
            header: t('column.remove'),
            actions: true,
            cell: (log) => <IconButton icon={Trash2} label={t('remove.of', { name: nameOf(log) })} onPress={() => setLeaving(log)} />,
          },
        ]}
      />
      {leaving !== undefined && <RemoveLog log={leaving} onClose={() => setLeaving(undefined)} />}
    </Card>
  );
}

function NothingRead() {
  const { t } = useTranslation('logs');
  return (
    <EmptyState icon={FileSearch} title={t('empty.title')}>
      {t('empty.why')}
    </EmptyState>
  );
}
