import { useQuery } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Announcement } from '../../../src/contract/alerts.ts';
import type { HostedId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { AnnounceDialog } from './announce-dialog.tsx';

type Row = z.infer<typeof Announcement>;

/** Mailings a client told of beforehand: they are no spike. */
export function AnnouncementsCard({ hostedId }: { hostedId: HostedId }) {
  const { t } = useTranslation('alerts');
  const [announcing, setAnnouncing] = useState(false);
  const query = useQuery(orpc.alerts.announcements.queryOptions({ input: { hostedId, ended: true } }));
  return (
    <Card
      title={t('announced.title')}
      actions={
        <Button icon={Megaphone} onPress={() => setAnnouncing(true)}>
          {t('announced.do')}
        </Button>
      }
    >
      <Loaded query={query}>{(rows) => (rows.length === 0 ? <p className="soft prose">{t('announced.none')}</p> : <List rows={rows} />)}</Loaded>
      {announcing && <AnnounceDialog hostedId={hostedId} onClose={() => setAnnouncing(false)} />}
    </Card>
  );
}

function List({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation(['alerts', 'common']);
  const { span, number } = useFormat();
  return (
    <Table
      label={t('announced.title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { id: 'when', header: t('announced.when'), cell: ({ from, to }) => span(from, to) },
        { id: 'messages', header: t('announced.messages'), numeric: true, cell: ({ messages }) => (messages === null ? t('announced.any') : number(messages)) },
        {
          id: 'note',
          header: t('announced.note'),
          cell: ({ note, author }) => [note, author || t('common:notNamed')].filter((part) => part !== '').join(' · '),
        },
        { id: 'state', header: t('announced.state'), cell: (row) => <State row={row} /> },
      ]}
    />
  );
}

function State({ row }: { row: Row }) {
  const { t } = useTranslation('alerts');
  const { dateTime, span } = useFormat();
  if (row.endedAt !== null) return t('announced.endedAt', { when: dateTime(row.endedAt) });
  if (Date.parse(row.to) <= Date.now()) return t('announced.past');
  const end = async () => {
    await client.alerts.endAnnouncement({ id: row.id });
    const { hostedId, from, to, messages, note } = row;
    toast({ text: t('announced.ended'), undo: () => toastFailure(client.alerts.announce({ hostedId, from, to, messages, note })) });
  };
  return (
    <Button variant="quiet" onPress={() => toastFailure(end())} aria-label={`${t('announced.end')}: ${span(row.from, row.to)}`}>
      {t('announced.end')}
    </Button>
  );
}
