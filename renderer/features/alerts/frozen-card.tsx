import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { DateTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { HostedStateTag } from '../statuses/index.ts';

type Frozen = NonNullable<Alert['frozen']>;

/** The last that was known of every account when the pack was suspended. It changes no more. */
export function FrozenCard({ frozen: { at, accounts } }: { frozen: Frozen }) {
  const { t } = useTranslation(['alerts', 'usage']);
  const { number } = useFormat();
  const figure = (value: number | null) => (value === null ? <span className="soft small">{t('usage:lastUnknown')}</span> : number(value));
  return (
    <Card title={t('frozen.title')}>
      <p className="soft prose">
        {t('frozen.why')} <DateTime at={at} />
      </p>
      <div className="frozen">
        <Table
          label={t('frozen.title')}
          rows={[...accounts].sort((a, b) => (b.h24.sent ?? -1) - (a.h24.sent ?? -1))}
          rowKey={({ hostedId }) => String(hostedId)}
          columns={[
            {
              id: 'account',
              header: t('facts.account'),
              cell: ({ hostedId, domain, login }) => <TwoLines main={<a href={`#/hosts/volume/${hostedId}`}>{domain || login}</a>} below={login} />,
            },
            { id: 'state', header: t('frozen.state'), cell: ({ state }) => <HostedStateTag state={state} /> },
            { id: 'h24', header: t('frozen.sent24'), numeric: true, cell: ({ h24 }) => figure(h24.sent) },
            { id: 'failed24', header: t('frozen.failed24'), numeric: true, cell: ({ h24 }) => figure(h24.failed) },
            { id: 'd7', header: t('frozen.sent7'), numeric: true, cell: ({ d7 }) => figure(d7.sent) },
            { id: 'failed7', header: t('frozen.failed7'), numeric: true, cell: ({ d7 }) => figure(d7.failed) },
          ]}
        />
      </div>
    </Card>
  );
}
