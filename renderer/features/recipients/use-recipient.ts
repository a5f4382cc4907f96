import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { BlockedRecipient } from '../../../src/contract/recipients.ts';
import { client, orpc, queryClient } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { toast } from '../../ui/toasts.tsx';

/** What came of something is shown at once, and not only when everybody hears of it. */
function show(recipient: BlockedRecipient): void {
  queryClient.setQueryData(orpc.recipients.get.queryOptions({ input: { incidentId: recipient.incidentId } }).queryKey, recipient);
}

type Whose = Pick<BlockedRecipient, 'incidentId' | 'address'>;

/** Holding mail back. */
export function usePause({ incidentId, address }: Whose) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: () => client.recipients.pause({ incidentId }),
    onSuccess: (recipient) => {
      show(recipient);
      toast({ text: t('pause.done', { address }) });
    },
  });
}

/** Letting mail through again. */
export function useRelease({ incidentId, address }: Whose, onDone: () => void) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: (reason: string) => client.recipients.release({ incidentId, reason }),
    onSuccess: (recipient) => {
      show(recipient);
      toast({ text: t('pause.earlierDone', { address }) });
      onDone();
    },
  });
}

/** Keeping what is known of the recipient. */
export function useFacts(incidentId: IncidentId) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: (facts: BlockedRecipient['facts']) => client.recipients.setFacts({ incidentId, facts }),
    onSuccess: (recipient) => {
      show(recipient);
      const count = recipient.missing.length;
      toast({ text: count === 0 ? t('facts.saved') : t('facts.savedPart', { count }) });
    },
  });
}

/** Keeping which address was meant; null = the one there is. */
export function useCorrection(incidentId: IncidentId) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: (address: string | null) => client.recipients.correct({ incidentId, address }),
    onSuccess: (recipient) => {
      show(recipient);
      toast({ text: recipient.corrected === '' ? t('address.keptRight') : t('address.kept', { address: recipient.corrected }) });
    },
  });
}

/** Keeping where he reads his mail. */
export function useService(incidentId: IncidentId) {
  return useMutation({ mutationFn: (service: BlockedRecipient['service']) => client.recipients.setService({ incidentId, service }), onSuccess: show });
}

/** Putting in a mail of his. */
export function useTakeMail(incidentId: IncidentId) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: async (file: File) => client.recipients.takeMail({ incidentId, fileRef: await putFile(file) }),
    onSuccess: (recipient) => {
      show(recipient);
      toast({ text: t(recipient.mails[0]?.state === 'confirmed' ? 'mails.taken' : 'mails.takenDoubtful') });
    },
  });
}

/** Deciding whether a mail counts. */
export function useDecision(
  { incidentId, mailId }: { readonly incidentId: IncidentId; readonly mailId: BlockedRecipient['mails'][number]['id'] },
  onDone: () => void,
) {
  const { t } = useTranslation('recipients');
  return useMutation({
    mutationFn: (word: { readonly accepted: boolean; readonly reason: string }) => client.recipients.decide({ incidentId, mailId, ...word }),
    onSuccess: (recipient) => {
      show(recipient);
      toast({ text: t('mails.keptDecision') });
      onDone();
    },
  });
}
