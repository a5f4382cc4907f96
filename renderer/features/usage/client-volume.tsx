import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { UsageRow } from '../../../src/contract/usage.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { ClientAlerts } from '../alerts/index.ts';
import { HostedStateTag } from '../statuses/index.ts';
import { useFigureWords, useProvenanceWords } from './words.ts';
import './usage.css';

const LIMIT = 50;

/** What the hosts say of a client: the state of each account, its figures of seven days, open alerts. Not there while no host was read. */
export function ClientVolume({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('usage');
  const rows = useQuery(orpc.usage.overview.queryOptions({ input: { span: 'd7', filter: { clientId }, limit: LIMIT } })).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={t('client.title')}>
      <ClientAlerts clientId={clientId} />
      <ul className="client-volume">
        {rows.map((row) => (
          <Line key={row.account.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ row: { account, state, figures, trend, provenance } }: { row: UsageRow }) {
  const { t } = useTranslation('usage');
  const { list, number } = useFormat();
  const words = useFigureWords();
  const source = useProvenanceWords();
  return (
    <li>
      <div className="row" data-justify="between">
        <span className="row">
          <a href={`#/hosts/volume/${account.id}`}>{account.domain || account.login}</a> <HostedStateTag state={state} />
        </span>
        {provenance !== null && (
          <Sparkline values={trend} label={t('trend', { values: list(trend.map((value) => (value === null ? t('notRead') : number(value)))) })} />
        )}
      </div>
      <p>{provenance === null ? t('client.notRead') : t('client.week', { figures: words(figures) || t('notPublished') })}</p>
      {provenance !== null && <p className="soft small">{source(provenance, account.kind)}</p>}
    </li>
  );
}
