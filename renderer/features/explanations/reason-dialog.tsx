import type { UseMutationResult } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/explanations.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

type Taking = 'withdraw' | 'takeBack' | 'undecide';

/** Takes something back, with the reason why. */
export function ReasonButton({ what, work }: { what: Taking; work: UseMutationResult<Explanation, Error, string> }) {
  const { t } = useTranslation('explanationsScreen');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" icon={Undo2} onPress={() => setOpen(true)}>
        {t(`act.${what}`)}
      </Button>
      {isOpen && <ReasonDialog what={what} work={work} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReasonDialog({ what, work, onClose }: { what: Taking; work: UseMutationResult<Explanation, Error, string>; onClose(): void }) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={t(`why.title.${what}`)}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isPending={work.isPending}
            isDisabled={reason.trim() === ''}
            onPress={() => work.mutate(reason.trim(), { onSuccess: onClose })}
          >
            {t(`act.${what}`)}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t(`why.text.${what}`)}</p>
      <TextArea label={t('why.reason')} value={reason} onChange={setReason} maxLength={2000} rows={2} autoFocus wide />
      {work.error !== null && <ErrorNotice error={work.error} />}
    </Dialog>
  );
}
