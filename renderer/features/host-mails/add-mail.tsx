import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Incident } from '../../../src/contract/incidents.ts';
import { client, orpc, queryClient } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { toast } from '../../ui/toasts.tsx';
import { type MailInHand, MailSource, sourceOf } from './mail-source.tsx';

/** Keeps a further mail of the host with a case, and answers how the case stands then. */
export function useAddMail(id: IncidentId, onAdded?: (incident: Incident) => void) {
  const { t } = useTranslation('hostMails');
  return useMutation({
    mutationFn: async (mail: MailInHand) => {
      await client.hostMails.add({ incidentId: id, source: await sourceOf(mail) });
      return await client.incidents.get({ id });
    },
    onSuccess: (incident) => {
      queryClient.setQueryData(orpc.incidents.get.queryKey({ input: { id } }), incident);
      toast({ of: id, text: t('add.done', { reference: incident.reference }) });
      onAdded?.(incident);
    },
  });
}

/** Takes a further mail of the host for a case: a reminder, an answer, another list. */
export function AddMailCard({ incidentId }: { incidentId: IncidentId }) {
  const { t } = useTranslation('hostMails');
  // Each mail begins with an empty field.
  const [turn, setTurn] = useState(0);
  const add = useAddMail(incidentId, () => setTurn((now) => now + 1));
  return (
    <Card title={t('add.title')}>
      <p className="soft prose">{t('add.why')}</p>
      <MailSource key={turn} action={t('add.do')} isPending={add.isPending} error={add.error} onMail={(mail) => add.mutate(mail)} />
    </Card>
  );
}
