import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierOutcome } from '../../../src/contract/dossiers.ts';
import { client } from '../../client/client.ts';
import { todayHere } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards, Switch } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useAct } from './use-dossier.ts';

const KINDS = ['granted', 'refused'] as const;

interface Answer {
  readonly kind: (typeof KINDS)[number];
  readonly on: string;
  readonly words: string;
  readonly from: string;
  readonly until: string | null;
  readonly mayAgain: boolean;
}

function outcomeOf({ kind, on, words, from, until, mayAgain }: Answer): DossierOutcome {
  const text = words.trim();
  return kind === 'granted' ? { kind, on, scope: text, from, until } : { kind, on, reason: text, mayAgain };
}

/** A grant that would end before it begins. */
const endsTooEarly = ({ kind, from, until }: Answer): boolean => kind === 'granted' && until !== null && until < from;

/** Writes down what the host answered, in its words. */
export function AnswerDialog({ dossier: { id }, onClose }: { dossier: Dossier; onClose(): void }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const [answer, setAnswer] = useState<Answer>({ kind: 'granted', on: todayHere(), words: '', from: todayHere(), until: null, mayAgain: true });
  const undo = useAct(() => client.dossiers.takeBack({ id }));
  const save = useAct(
    () => client.dossiers.answer({ id, outcome: outcomeOf(answer) }),
    () => ({ text: t('answer.done'), undo: () => undo.mutate(undefined) }),
  );
  const set = (part: Partial<Answer>) => setAnswer((before) => ({ ...before, ...part }));
  const wrong = endsTooEarly(answer);
  return (
    <Dialog
      title={t('answer.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={answer.words.trim() === '' || wrong}
            isPending={save.isPending}
            onPress={() => save.mutate(undefined, { onSuccess: onClose })}
          >
            {t('answer.save')}
          </Button>
        </>
      }
    >
      <AnswerFields answer={answer} set={set} />
    </Dialog>
  );
}

function AnswerFields({ answer, set }: { answer: Answer; set(part: Partial<Answer>): void }) {
  const { t } = useTranslation('dossiers');
  return (
    <>
      <RadioCards
        across
        label={t('answer.what')}
        value={answer.kind}
        onChange={(kind) => set({ kind })}
        options={KINDS.map((kind) => ({ id: kind, label: t(`state.${kind}`) }))}
      />
      <DateField label={t('answer.on')} max={todayHere()} value={answer.on} onChange={(on) => on !== null && set({ on })} />
      <TextArea wide label={t(`answer.words.${answer.kind}`)} hint={t('answer.verbatim')} value={answer.words} onChange={(words) => set({ words })} />
      {answer.kind === 'granted' ? (
        <>
          <DateField label={t('answer.from')} value={answer.from} onChange={(from) => from !== null && set({ from })} />
          <DateField
            label={t('answer.until')}
            hint={t('answer.untilHint')}
            error={endsTooEarly(answer) ? t('answer.untilEarly') : undefined}
            min={answer.from}
            value={answer.until}
            onChange={(until) => set({ until })}
          />
        </>
      ) : (
        <Switch label={t('answer.mayAgain')} isSelected={answer.mayAgain} onChange={(mayAgain) => set({ mayAgain })} />
      )}
    </>
  );
}
