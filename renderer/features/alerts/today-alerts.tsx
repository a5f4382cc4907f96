import { useQuery } from '@tanstack/react-query';
import { ChevronRight, ScanSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { CASE_OPENED, CAUSE_SOUGHT, causeOf, subjectOf, useAlertSentence } from './alert-words.ts';
import { CaseLink } from './case-link.tsx';
import { LevelTag } from './level-tag.tsx';
import './alerts.css';

/** On Today, before all else: who, since when, what, and the way to it. */
export function TodayAlerts() {
  const { t } = useTranslation('alerts');
  const alerts = useQuery(orpc.system.today.queryOptions({ input: {} })).data?.alerts;
  if (alerts === undefined || alerts.open === 0) return null;
  return (
    <Card flush title={t('today.title', { count: alerts.open })} actions={<LinkButton to="/hosts/alerts">{t('today.all')}</LinkButton>}>
      <ul>
        {alerts.newest.map((alert) => (
          <Line key={alert.id} alert={alert} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const sentence = useAlertSentence();
  return (
    <li className="today-alert">
      <div className="stack" data-gap="s">
        <div className="alert-head">
          <LevelTag level={alert.level} />
          <strong>{subjectOf(alert)}</strong>
          {alert.clientName !== '' && <span>{alert.clientName}</span>}
          <span className="soft small">
            {t('since')} <RelativeTime at={alert.openedAt} />
          </span>
        </div>
        <p>{sentence(alert)}</p>
      </div>
      <div className="row">
        {CAUSE_SOUGHT.has(alert.kind) && (
          <LinkButton to={causeOf(alert)} variant={alert.level === 'act' ? 'primary' : 'secondary'} icon={ScanSearch}>
            {t('do.cause')}
          </LinkButton>
        )}
        {CASE_OPENED.has(alert.kind) && <CaseLink alert={alert} />}
        <LinkButton
          to={`/hosts/alerts/${alert.id}`}
          variant={alert.level === 'act' && !CAUSE_SOUGHT.has(alert.kind) ? 'primary' : 'secondary'}
          icon={ChevronRight}
        >
          {t('do.look')}
        </LinkButton>
      </div>
    </li>
  );
}
