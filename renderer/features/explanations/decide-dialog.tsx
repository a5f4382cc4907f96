import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerVerdict, Explanation } from '../../../src/contract/explanations.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useRound } from './use-round.ts';

interface DecideProps {
  round: Explanation;
  verdict: AnswerVerdict;
  onDone(): void;
  onClose(): void;
}

/** The reseller decides, with a note; where the list says otherwise he has to say why. */
export function DecideDialog({ round, verdict, onDone, onClose }: DecideProps) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const [note, setNote] = useState('');
  const isAgainst = verdict === 'sufficient' && round.proposed !== 'sufficient';
  const decide = useRound(
    () => client.explanations.decide({ id: round.id, verdict, note: note.trim() }),
    () => ({ text: t(`decide.done.${verdict}`) }),
  );
  const finish = () => {
    onClose();
    onDone();
  };
  return (
    <Dialog
      title={t(`decide.title.${verdict}`)}
      isOpen
      decides
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isPending={decide.isPending}
            isDisabled={isAgainst && note.trim() === ''}
            onPress={() => decide.mutate(undefined, { onSuccess: finish })}
          >
            {t(`act.${verdict}`)}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t(isAgainst ? 'decide.against' : 'decide.text')}</p>
      <TextArea label={t('decide.note')} value={note} onChange={setNote} maxLength={2000} rows={3} autoFocus wide />
      {decide.error !== null && <ErrorNotice error={decide.error} />}
    </Dialog>
  );
}
