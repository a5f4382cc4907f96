import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../src/contract/ids.ts';
import { type Letter, LetterAnswer } from '../../../src/contract/letters.ts';
import { addDays, dateIn } from '../../../src/shared/calendar.ts';
import { client } from '../../client/client.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { RadioCards } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { DialogButtons } from './dialog-buttons.tsx';

type Outcome = LetterAnswer['outcome'];
const OUTCOMES = LetterAnswer.shape.outcome.options;
const LONGEST = 5000;

/** What host or list answered, word for word, and what follows from it. */
export function AnswerDialog({ letter: { id, given }, onClose }: { letter: Letter; onClose(): void }) {
  const { t } = useTranslation('lettersScreen');
  const [today] = useState(() => dateIn(Date.now(), ZONE_HERE));
  const [on, setOn] = useState<string | null>(today);
  // Nothing is chosen beforehand: it decides whether the wait is over.
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [text, setText] = useState('');
  const [askOn, setAskOn] = useState<string | null>(addDays(today, 1));
  const asksAgain = outcome !== null && outcome !== 'granted';
  const answer = useAnswer(id, onClose);
  const isWrong = outcome === null || on === null || on > today || (given !== null && on < given.on) || (asksAgain && (askOn === null || askOn < today));
  return (
    <Dialog
      title={t('answerDialog.title')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <DialogButtons
          save={t('answerDialog.save')}
          isDisabled={isWrong}
          isPending={answer.isPending}
          onClose={onClose}
          onSave={() =>
            on !== null && outcome !== null && answer.mutate({ answer: { on, outcome, text }, ...(asksAgain && askOn !== null && { followUpOn: askOn }) })
          }
        />
      }
    >
      <RadioCards<Outcome>
        label={t('answerDialog.outcome')}
        options={OUTCOMES.map((id) => ({ id, label: t(`answerDialog.${id}`), hint: t(`answerDialog.${id}Why`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextArea label={t('answerDialog.text')} hint={t('answerDialog.textHint')} wide rows={6} value={text} onChange={setText} maxLength={LONGEST} />
      <DateField label={t('answerDialog.on')} value={on} onChange={setOn} max={today} {...(given !== null && { min: given.on })} />
      {asksAgain && <DateField label={t('answerDialog.followUp')} value={askOn} onChange={setAskOn} min={today} />}
      {answer.error !== null && <ErrorNotice error={answer.error} />}
    </Dialog>
  );
}

function useAnswer(id: LetterId, onDone: () => void) {
  const { t } = useTranslation('lettersScreen');
  return useMutation({
    mutationFn: (input: Omit<Parameters<typeof client.letters.answer>[0], 'id'>) => client.letters.answer({ id, ...input }),
    onSuccess: ({ answer }) => {
      toast({
        text: t(answer?.text === '' ? 'done.answeredWordless' : 'done.answered'),
        undo: () => toastFailure(client.letters.takeBack({ id })),
      });
      onDone();
    },
  });
}
