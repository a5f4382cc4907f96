import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Throws away a plan that the client knows nothing of; Undo brings it back as it was planned. */
export function Discard({ plan: { id, incidentId, clientId, plan } }: { plan: Repermission }) {
  const { t } = useTranslation('repermissionScreen');
  const create = useMutation(orpc.repermission.create.mutationOptions());
  const discard = useMutation(
    orpc.repermission.discard.mutationOptions({
      onSuccess: () => toast({ text: t('discarded'), undo: () => toastFailure(create.mutateAsync({ incidentId, clientId, plan })) }),
    }),
  );
  return (
    <>
      <Button variant="quiet" isPending={discard.isPending} onPress={() => discard.mutate({ id })}>
        {t('discard')}
      </Button>
      {discard.error !== null && <ErrorNotice error={discard.error} />}
    </>
  );
}
