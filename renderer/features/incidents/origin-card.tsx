import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AlertId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { AlertFacts } from './alert-facts.tsx';

/** The alert a case began with, whose figures are kept; nothing where it was opened by hand. */
export function OriginCard({ incident: { origin } }: { incident: Incident }) {
  return origin.alertId === null ? null : <OfAlert id={origin.alertId} />;
}

function OfAlert({ id }: { id: AlertId }) {
  const { t } = useTranslation('incidentsScreen');
  const alert = useQuery(orpc.alerts.get.queryOptions({ input: { id } })).data;
  if (alert === undefined) return null;
  return (
    <Card title={t('alert.title')}>
      <AlertFacts alert={alert} />
      <div className="row">
        <LinkButton to={`/hosts/alerts/${id}`} icon={ChevronRight}>
          {t(alert.frozen === null ? 'alert.look' : 'alert.figures')}
        </LinkButton>
      </div>
    </Card>
  );
}
