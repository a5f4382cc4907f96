import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Connection } from '../../../src/contract/connections.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Forgets a connection and its secret. What was read stays; the secret itself is to be revoked in the panel. */
export function ForgetDialog({ connection: { packId, packName, hostId }, onClose }: { connection: Connection; onClose(): void }) {
  const { t } = useTranslation(['connections', 'common']);
  const [, navigate] = useLocation();
  const remove = useMutation(
    orpc.connections.remove.mutationOptions({
      onSuccess: () => {
        toast({ text: t('forget.done', { pack: packName }) });
        navigate(`/hosts/${hostId}`);
      },
    }),
  );
  return (
    <Dialog
      title={t('forget.title', { pack: packName })}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate({ packId })}>
            {t('forget.do')}
          </Button>
        </>
      }
    >
      <p className="prose">{t('forget.why')}</p>
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </Dialog>
  );
}
