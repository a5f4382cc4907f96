import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockedRecipient, RecipientFacts } from '../../../src/contract/recipients.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import type { ToolProps } from './tool-props.ts';
import { useFacts } from './use-recipient.ts';

/** Who does not receive, since when, and what came back: all that the host asks for. */
export function FactsTool({ recipient, isClosed }: ToolProps) {
  const { t } = useTranslation('recipients');
  const { list } = useFormat();
  const { incidentId, missing } = recipient;
  const [facts, setFacts] = useState(recipient.facts);
  const save = useFacts(incidentId);
  const isAddress = RecipientFacts.shape.sender.safeParse(facts.sender.trim()).success;
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAddress) save.mutate({ ...facts, sender: facts.sender.trim() });
      }}
    >
      <p className="soft small">{t('facts.why')}</p>
      {missing.length > 0 && (
        <StateTag tone="attention">
          {t('facts.missing')} · {list(missing.map((fact) => t(`facts.${fact}`)))}
        </StateTag>
      )}
      <Fields facts={facts} known={recipient.known} isAddress={isAddress} onChange={(part) => setFacts((now) => ({ ...now, ...part }))} />
      {save.error !== null && <ErrorNotice error={save.error} />}
      {!isClosed && (
        <div className="row">
          <Button type="submit" variant="primary" icon={Save} isPending={save.isPending}>
            {t('facts.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface FieldsProps extends Pick<BlockedRecipient, 'facts' | 'known'> {
  isAddress: boolean;
  onChange(part: Partial<RecipientFacts>): void;
}

function Fields({ facts, known, isAddress, onChange }: FieldsProps) {
  const { t } = useTranslation('recipients');
  const { date } = useFormat();
  const { writer, family, sender, lastMailOn, answer } = facts;
  const error = isAddress ? undefined : t('facts.notAddress');
  return (
    <>
      <div className="recipient-facts">
        <TextField label={t('facts.writer')} hint={t('facts.writerHint')} value={writer} onChange={(typed) => onChange({ writer: typed })} />
        <TextField label={t('facts.family')} hint={t('facts.familyHint')} value={family} onChange={(typed) => onChange({ family: typed })} />
        <div className="stack" data-gap="s">
          <TextField label={t('facts.sender')} type="email" value={sender} onChange={(typed) => onChange({ sender: typed })} error={error} />
          {known.sender !== sender && <Take value={known.sender} onTake={() => onChange({ sender: known.sender })} />}
        </div>
        <div className="stack" data-gap="s">
          <DateField label={t('facts.lastMailOn')} value={lastMailOn} onChange={(day) => onChange({ lastMailOn: day })} />
          {known.lastMailOn !== null && known.lastMailOn !== lastMailOn && (
            <Take value={date(known.lastMailOn)} onTake={() => onChange({ lastMailOn: known.lastMailOn })} />
          )}
        </div>
      </div>
      <TextArea label={t('facts.answer')} hint={t('facts.answerHint')} wide rows={3} value={answer} onChange={(typed) => onChange({ answer: typed })} />
      {known.answer !== answer && <Take value={known.answer} onTake={() => onChange({ answer: known.answer })} />}
    </>
  );
}

/** Something this program knows itself, to be taken over; nothing where it knows nothing. */
function Take({ value, onTake }: { value: string; onTake(): void }) {
  const { t } = useTranslation('recipients');
  if (value === '') return null;
  return (
    <div>
      <Button variant="quiet" onPress={onTake}>
        {t('facts.take', { value })}
      </Button>
    </div>
  );
}
