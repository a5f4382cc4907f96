import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { LetterWords } from './letter-words.tsx';

/** The instruction in the client's words, before it leaves. */
export function InstructDialog({ id, onClose }: Pick<Repermission, 'id'> & { onClose(): void }) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const query = useQuery(orpc.repermission.preview.queryOptions({ input: { id } }));
  const tell = useMutation(orpc.repermission.tell.mutationOptions({ onSuccess: onClose }));
  return (
    <Dialog
      wide
      title={t('instruction')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={!query.isSuccess} isPending={tell.isPending} onPress={() => tell.mutate({ id })}>
            {t('tell')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {tell.error !== null && <ErrorNotice error={tell.error} />}
        <Loaded query={query}>
          {({ to, ...letter }) => (
            <div className="stack">
              <p className="soft">{to}</p>
              <LetterWords {...letter} />
            </div>
          )}
        </Loaded>
      </div>
    </Dialog>
  );
}
