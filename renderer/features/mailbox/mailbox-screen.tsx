import { useQuery } from '@tanstack/react-query';
import { Inbox, Paperclip } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { OutboxId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows, type WindowedRows } from '../../client/use-windowed-rows.ts';
import { LinkButton } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { SendingTabs } from '../sending/index.ts';
import { ReadingPane } from './reading-pane.tsx';
import './mailbox.css';

type MailAnswer = Awaited<ReturnType<typeof client.mailbox.list>>;
type MailRow = MailAnswer['rows'][number];

/** What clients would have received: list and reading pane. */
export function MailboxScreen() {
  const { t } = useTranslation(['mailbox', 'sending']);
  const asked = OutboxId.safeParse(useParams<{ id?: string }>().id);
  const [openId, setOpenId] = useState<OutboxId | undefined>(asked.data);
  const [search, setSearch] = useState('');
  const input = { search: useDeferredValue(search) };
  const rows = useWindowedRows({
    queryKey: orpc.mailbox.list.key({ input }),
    load: (window, signal) => client.mailbox.list({ ...input, ...window }, { signal }),
  });
  const isEmpty = rows.head?.total === 0 && input.search === '';
  return (
    <Page title={t('title')} wide>
      <SendingTabs />
      <Notice tone="info" title={t('banner')}>
        {t('bannerWhy')}
      </Notice>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {isEmpty ? (
        <EmptyState icon={Inbox} title={t('empty.title')} actions={<LinkButton to="/notices">{t('empty.toSend')}</LinkButton>}>
          {t('empty.why')}
        </EmptyState>
      ) : (
        <div className="mail-desk">
          <section className="stack" data-gap="s" aria-label={t('list')}>
            <div className="row" data-justify="between">
              <SearchField label={t('search')} value={search} onChange={setSearch} />
              <Counts />
            </div>
            {rows.head?.total === 0 && <p className="soft">{t('nothingFound')}</p>}
            <MailList rows={rows} openId={openId} onOpen={(row) => setOpenId(row.id)} />
          </section>
          <ReadingPane id={openId} />
        </div>
      )}
    </Page>
  );
}

function Counts() {
  const { t } = useTranslation('mailbox');
  const all = useQuery(orpc.mailbox.list.queryOptions({ input: { limit: 1 } })).data;
  if (all === undefined) return null;
  return (
    <p className="soft small figure">
      {t('total', { count: all.total })}
      {all.unread > 0 && ` · ${t('unread', { count: all.unread })}`}
    </p>
  );
}

function MailList({ rows, openId, onOpen }: { rows: WindowedRows<MailRow, MailAnswer>; openId: OutboxId | undefined; onOpen(row: MailRow): void }) {
  const { t } = useTranslation('mailbox');
  const columns: readonly DataColumn<MailRow>[] = [
    { id: 'message', header: t('column.message'), width: 'minmax(10rem, 1fr)', cell: (row) => <MailLine row={row} /> },
    { id: 'received', header: t('column.received'), width: '10.5rem', hideBelow: 400, cell: (row) => <RelativeTime at={row.receivedAt} /> },
  ];
  return (
    <DataTable
      label={t('list')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeight={56}
      onOpen={onOpen}
      onSelect={(_, row) => onOpen(row)}
      selected={new Set(openId === undefined ? [] : [openId])}
    />
  );
}

function MailLine({ row }: { row: MailRow }) {
  const { t } = useTranslation('mailbox');
  return (
    <div className="mail-line" data-unread={row.read ? undefined : true}>
      <span className="mail-dot" aria-hidden />
      <div className="grid-two-lines">
        <span>
          {!row.read && <span className="visually-hidden">{t('unreadMark')}: </span>}
          {row.to.name} <span className="soft small">{row.to.address}</span>
        </span>
        <span className="soft small">{row.subject}</span>
      </div>
      {row.attachments > 0 && (
        <span className="mail-clip">
          <Paperclip size={14} aria-hidden />
          <span className="visually-hidden">{t('attachments', { count: row.attachments })}</span>
        </span>
      )}
    </div>
  );
}
