import { useQuery } from '@tanstack/react-query';
import { FolderOpen, FolderPlus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { caseOf } from './alert-words.ts';

/** As many as one answer holds. */
const LIMIT = 500;

/** The way to the case that was opened from an alert, as long as it is open; else to a new one. */
export function CaseLink({ alert, ...look }: { alert: Alert } & Pick<ComponentProps<typeof LinkButton>, 'variant'>) {
  const { t } = useTranslation('alerts');
  const cases = useQuery(orpc.incidents.list.queryOptions({ input: { show: 'open', limit: LIMIT } })).data?.rows;
  const own = cases?.find(({ origin }) => origin.alertId === alert.id);
  if (own === undefined) {
    return (
      <LinkButton to={caseOf(alert)} icon={FolderPlus} {...look}>
        {t('do.case')}
      </LinkButton>
    );
  }
  return (
    <LinkButton to={`/incidents/cases/${own.id}`} icon={FolderOpen} {...look}>
      {t('do.toCase', { reference: own.reference })}
    </LinkButton>
  );
}
