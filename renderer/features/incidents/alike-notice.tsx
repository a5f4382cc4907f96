import { useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import type { Start } from './use-new-case.ts';

/** The open case, or one of the same moment that is closed, that is about the same as what a new one would begin with; undefined = none, or not known yet. */
export function useAlike({ subject, packId, people, alertId, occurredAt }: Pick<Start, 'subject' | 'packId' | 'people' | 'alertId' | 'occurredAt'>) {
  const hostedIds = people.flatMap(({ person }) => ('hostedId' in person ? [person.hostedId] : []));
  const input = { subject, packId, hostedIds, ...(alertId !== undefined && { alertId }), ...(occurredAt !== null && { occurredAt }) };
  const isKnown = subject !== null || alertId !== undefined;
  return useQuery(orpc.incidents.alike.queryOptions({ input, enabled: isKnown })).data?.found ?? undefined;
}

/** Says that there is a case about the same already, and leads to it. */
export function AlikeNotice({ start }: { start: Start }) {
  const { t } = useTranslation('incidentsScreen');
  const alike = useAlike(start);
  if (alike === undefined) return null;
  const { id, reference, closed } = alike;
  return (
    <Notice
      tone="attention"
      title={t('new.alike', { reference })}
      actions={
        <LinkButton to={`/incidents/cases/${id}`} icon={FolderOpen}>
          {t('new.toCase', { reference })}
        </LinkButton>
      }
    >
      {t(closed === true ? 'new.alikeClosed' : 'new.alikeWhy')}
    </Notice>
  );
}
