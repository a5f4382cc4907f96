import { useQuery } from '@tanstack/react-query';
import { FolderOpen, FolderPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useAlertSentence } from '../alerts/index.ts';
import { useAlike } from './alike-notice.tsx';
import { startOfAlert } from './start.ts';

/** Alerts that are present and may be the beginning of a case; nothing while there are none. */
export function PresentAlarms() {
  const { t } = useTranslation('incidentsScreen');
  const input = { show: 'now' as const, kinds: ['pack_suspended' as const, 'state' as const, 'listed' as const], limit: 10 };
  const rows = useQuery(orpc.alerts.list.queryOptions({ input })).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={t('new.alarms')}>
      <p className="soft prose">{t('new.alarmsWhy')}</p>
      <ul className="case-found">
        {rows.map((alert) => (
          <AlarmLine key={alert.id} alert={alert} />
        ))}
      </ul>
    </Card>
  );
}

/** An alert, and the case that it would be the beginning of, or that is about it already. */
function AlarmLine({ alert }: { alert: Alert }) {
  const { t } = useTranslation('incidentsScreen');
  const sentence = useAlertSentence();
  const alike = useAlike(startOfAlert(alert));
  return (
    <li>
      <span>
        <strong>{alert.domain || alert.login || alert.packName}</strong> {sentence(alert)}{' '}
        <span className="soft small">
          {alert.packName}, <RelativeTime at={alert.openedAt} />
        </span>
      </span>
      {alike === undefined ? (
        <LinkButton to={`/incidents/new/alerts/${alert.id}`} variant="quiet" icon={FolderPlus}>
          {t('new.take')}
        </LinkButton>
      ) : (
        <LinkButton to={`/incidents/cases/${alike.id}`} variant="quiet" icon={FolderOpen}>
          {t('new.toCase', { reference: alike.reference })}
        </LinkButton>
      )}
    </li>
  );
}
