import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import type { ClientId, HostedId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { NotAsked } from '../../ui/loading.tsx';
import { AlertLine } from './alert-line.tsx';
import { subjectOf, useAlertSentence } from './alert-words.ts';
import { LevelTag } from './level-tag.tsx';
import './alerts.css';

/** Open alerts of one account. Nothing at all while there are none. */
export function AccountAlerts({ hostedId }: { hostedId: HostedId }) {
  const { t } = useTranslation('alerts');
  const query = useQuery(orpc.alerts.list.queryOptions({ input: { show: 'now', hostedId, limit: 20 } }));
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return <NotAsked query={query} />;
  return (
    <Card flush title={t('openOf')}>
      <ul>
        {rows.map((alert) => (
          <AlertLine key={alert.id} alert={alert} isAtFigures />
        ))}
      </ul>
    </Card>
  );
}

/** Open alerts of a client's accounts, one line each. */
export function ClientAlerts({ clientId }: { clientId: ClientId }) {
  const query = useQuery(orpc.alerts.list.queryOptions({ input: { show: 'now', clientId, limit: 20 } }));
  const rows = query.data?.rows ?? [];
  return rows.length === 0 ? <NotAsked query={query} /> : <AlertSentences alerts={rows} />;
}

/** Alerts as one sentence each, with the way to all of it. */
function AlertSentences({ alerts }: { alerts: readonly Alert[] }) {
  const { t } = useTranslation('alerts');
  const sentence = useAlertSentence();
  return (
    <ul className="alert-sentences">
      {alerts.map((alert) => (
        <li key={alert.id}>
          <LevelTag level={alert.level} />{' '}
          <span>
            <strong>{subjectOf(alert)}</strong> – {sentence(alert)}
          </span>{' '}
          <a href={`#/hosts/alerts/${alert.id}`}>{t('do.look')}</a>
        </li>
      ))}
    </ul>
  );
}
