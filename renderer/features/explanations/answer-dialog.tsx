import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/explanations.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useRound } from './use-round.ts';

type Answer = Parameters<typeof client.explanations.takeAnswer>[0]['answer'];

/** Takes what was answered: its words, or the mail itself. */
export function AnswerDialog({ round, onClose }: { round: Explanation; onClose(): void }) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const [text, setText] = useState('');
  const [enclosed, setEnclosed] = useState(false);
  const take = useTaking(round);
  return (
    <Dialog
      title={t('answer.pasteTitle', { client: round.clientName })}
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isPending={take.isPending}
            isDisabled={text.trim() === ''}
            onPress={() => take.mutate({ source: 'pasted', text, enclosed }, { onSuccess: onClose })}
          >
            {t('answer.take')}
          </Button>
        </>
      }
    >
      <TextArea label={t('answer.text')} hint={t('answer.textHint')} value={text} onChange={setText} rows={8} maxLength={100_000} wide autoFocus />
      <Check about={t('answer.title')} label={t('answer.enclosed')} isSelected={enclosed} onChange={setEnclosed} />
      <FileDrop
        label={t('answer.drop')}
        choose={t('answer.choose')}
        accept={['.eml', 'message/rfc822']}
        onFile={(file) => take.mutate(file, { onSuccess: onClose })}
      />
      {take.error !== null && <ErrorNotice error={take.error} />}
    </Dialog>
  );
}

function useTaking({ id }: Explanation) {
  const { t } = useTranslation('explanationsScreen');
  return useRound(
    async (given: File | Answer) => {
      const answer: Answer = given instanceof File ? { source: 'file', fileRef: await putFile(given) } : given;
      return await client.explanations.takeAnswer({ id, answer });
    },
    () => ({ text: t('answer.taken') }),
  );
}
