import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostedId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { HostedStateTag } from '../statuses/index.ts';

/** The last states of an account at its host, newest first; each changed between two readings. */
export function AccountStates({ hostedId }: { hostedId: HostedId }) {
  const { t } = useTranslation('usage');
  const { dateTime } = useFormat();
  const rows = useQuery(orpc.statuses.history.queryOptions({ input: { hostedId, limit: 20 } })).data?.rows ?? [];
  return (
    <Card title={t('states.title')} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <p className="soft">{t('states.none')}</p>
      ) : (
        <Table
          label={t('states.title')}
          rows={rows}
          rowKey={({ at, to }) => `${at} ${to}`}
          columns={[
            { id: 'state', header: t('states.state'), cell: ({ to }) => <HostedStateTag state={to} /> },
            {
              id: 'when',
              header: t('states.when'),
              cell: ({ after, at, hostSince }) =>
                hostSince === null
                  ? after === null
                    ? dateTime(at)
                    : t('states.between', { after: dateTime(after), at: dateTime(at) })
                  : t('states.host', { when: dateTime(hostSince) }),
            },
            { id: 'reason', header: t('states.reason'), cell: ({ reason }) => reason || <span className="soft">{t('states.noReason')}</span> },
          ]}
        />
      )}
    </Card>
  );
}
