import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../src/contract/incidents.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

/** Asks why a step is not needed: the report says so. */
export function NotNeededDialog({ step, onSay, onClose }: { step: StepId; onSay(reason: string): void; onClose(): void }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents', 'common']);
  const [reason, setReason] = useState('');
  const say = () => {
    onSay(reason.trim());
    onClose();
  };
  return (
    <Dialog
      title={t('step.notNeededTitle', { step: t(`incidents:step.${step}`) })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={reason.trim() === ''} onPress={say}>
            {t('incidents:state.not_needed')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('step.notNeededWhy')}</p>
      <TextArea label={t('step.reason')} wide autoFocus value={reason} onChange={setReason} />
    </Dialog>
  );
}
