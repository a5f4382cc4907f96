import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerChannel, type Explanation } from '../../../src/contract/explanations.ts';
import { dateIn } from '../../../src/shared/calendar.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { Check, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
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
  const [came, setCame] = useState<Came>({ on: null, channel: null });
  const given = { ...(came.on !== null && { on: came.on }), ...(came.channel !== null && { channel: came.channel }) };
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
            onPress={() => take.mutate({ source: 'pasted', text, enclosed, ...given }, { onSuccess: onClose })}
          >
            {t('answer.take')}
          </Button>
        </>
      }
    >
      <TextArea label={t('answer.text')} hint={t('answer.textHint')} value={text} onChange={setText} rows={8} maxLength={100_000} wide autoFocus />
      <CameFields round={round} came={came} onChange={setCame} />
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

interface Came {
  /** Null = today, or nobody knows: then it counts as come when it is taken in. */
  readonly on: string | null;
  readonly channel: AnswerChannel | null;
}

/** The day and the way typed words came; a mail says so itself. */
function CameFields({ round: { askedAt }, came, onChange }: { round: Explanation; came: Came; onChange(came: Came): void }) {
  const { t } = useTranslation('explanationsScreen');
  const [today] = useState(() => dateIn(Date.now(), ZONE_HERE));
  return (
    <div className="columns">
      <DateField label={t('answer.on')} value={came.on} onChange={(on) => onChange({ ...came, on })} min={dateIn(Date.parse(askedAt), ZONE_HERE)} max={today} />
      <Select<AnswerChannel>
        label={t('answer.way')}
        value={came.channel}
        onChange={(channel) => onChange({ ...came, channel })}
        placeholder={t('answer.chooseWay')}
        options={AnswerChannel.options.map((id) => ({ id, label: t(`answer.channel.${id}`) }))}
      />
    </div>
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
