import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../src/contract/incidents.ts';
import type { StepNeed } from '../../../src/contract/story.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

interface UnmetProps {
  step: StepId;
  missing: StepNeed;
  onSay(reason: string): void;
  onClose(): void;
}

/** What a step is for is missing: asks why it is done all the same, which story and report say. */
export function UnmetDialog({ step, missing, onSay, onClose }: UnmetProps) {
  const { t } = useTranslation(['incidentsScreen', 'incidents', 'story', 'common']);
  const [reason, setReason] = useState('');
  const say = () => {
    onSay(reason.trim());
    onClose();
  };
  return (
    <Dialog
      title={t('step.unmetTitle', { step: t(`incidents:step.${step}`) })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={reason.trim() === ''} onPress={say}>
            {t('step.unmetDo')}
          </Button>
        </>
      }
    >
      <p className="prose">{t(`story:${missing}`)}</p>
      <p className="soft prose">{t('step.unmetWhy')}</p>
      <TextArea label={t('step.unmetReason')} wide autoFocus value={reason} onChange={setReason} />
    </Dialog>
  );
}
