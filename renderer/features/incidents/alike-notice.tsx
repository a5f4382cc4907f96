import { useQuery } from '@tanstack/react-query';
import { FolderOpen, MailPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Incident } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { type MailInHand, useAddMail } from '../host-mails/index.ts';
import type { Start } from './use-new-case.ts';

/** The open case, or one of the same moment that is closed, that is about the same as what a new one would begin with; undefined = none, or not known yet. */
export function useAlike({ subject, packId, people, alertId, occurredAt }: Pick<Start, 'subject' | 'packId' | 'people' | 'alertId' | 'occurredAt'>) {
  const hostedIds = people.flatMap(({ person }) => ('hostedId' in person ? [person.hostedId] : []));
  const clientIds = people.flatMap(({ person }) => ('clientId' in person ? [person.clientId] : []));
  const input = { subject, packId, hostedIds, clientIds, ...(alertId !== undefined && { alertId }), ...(occurredAt !== null && { occurredAt }) };
  const isKnown = subject !== null || alertId !== undefined;
  return useQuery(orpc.incidents.alike.queryOptions({ input, enabled: isKnown })).data?.found ?? undefined;
}

type OnAdded = ((incident: Incident) => void) | undefined;

/** Says that there is a case about the same already, leads to it, and adds the mail that was put in to it. `onAdded`: what to do then; left out = to go to the case. */
export function AlikeNotice({ start, onAdded }: { start: Start; onAdded: OnAdded }) {
  const { t } = useTranslation('incidentsScreen');
  const alike = useAlike(start);
  if (alike === undefined) return null;
  const { id, reference, closed } = alike;
  return (
    <Notice
      tone="attention"
      title={t('new.alike', { reference })}
      actions={
        <>
          {start.mail !== undefined && closed !== true && <AddHere alike={alike} mail={start.mail} onAdded={onAdded} />}
          <LinkButton to={`/incidents/cases/${id}`} icon={FolderOpen}>
            {t('new.toCase', { reference })}
          </LinkButton>
        </>
      }
    >
      {t(closed === true ? 'new.alikeClosed' : 'new.alikeWhy')}
    </Notice>
  );
}

function AddHere({ alike: { id, reference }, mail, onAdded }: { alike: Pick<Incident, 'id' | 'reference'>; mail: MailInHand; onAdded: OnAdded }) {
  const { t } = useTranslation('hostMails');
  const [, navigate] = useLocation();
  const add = useAddMail(id, onAdded ?? (() => navigate(`/incidents/cases/${id}`)));
  return (
    <>
      <Button variant="primary" icon={MailPlus} isPending={add.isPending} onPress={() => add.mutate(mail)}>
        {t('add.toCase', { reference })}
      </Button>
      {add.error !== null && <ErrorNotice error={add.error} />}
    </>
  );
}
