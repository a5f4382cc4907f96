import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWER_QUESTIONS, type AnswerQuestion } from '../../../src/contract/answers.ts';
import type { ClientId, IncidentId } from '../../../src/contract/ids.ts';
import { addDays, dateIn } from '../../../src/shared/calendar.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client as core, orpc } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { CheckList, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NamedOthers } from '../letters/index.ts';
import { LetterWords } from './letter-words.tsx';

type Preview = Awaited<ReturnType<typeof core.explanations.preview>>;

interface AskProps {
  readonly incidentId: IncidentId;
  readonly client: { readonly clientId: ClientId; readonly name: string };
  onClose(): void;
}

/** Asks a client: until when, in which language, what; and shows the letter before it leaves. */
export function AskDialog({ incidentId, client, onClose }: AskProps) {
  const { t } = useTranslation('explanationsScreen');
  // What is proposed is asked for once: what is chosen here must not change under the hand.
  const proposed = useQuery({
    ...orpc.explanations.preview.queryOptions({ input: { incidentId, clientId: client.clientId } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title =
    proposed.data === undefined || proposed.data.round === 1
      ? t('ask.title', { client: client.name })
      : t('ask.titleRound', { client: client.name, round: proposed.data.round });
  return (
    <Dialog title={title} isOpen wide onOpenChange={(open) => !open && onClose()}>
      {isFailure(proposed.error, 'client_innocent') || isFailure(proposed.error, 'client_not_concerned') ? (
        <NameFirst incidentId={incidentId} client={client} error={proposed.error} onNamed={() => void proposed.refetch()} />
      ) : (
        <Loaded query={proposed}>{(preview) => <AskForm incidentId={incidentId} client={client} proposed={preview} onClose={onClose} />}</Loaded>
      )}
    </Dialog>
  );
}

/** Nobody is asked whom the case does not name as one who may have caused it: here it can say so. */
function NameFirst({ incidentId, client, error, onNamed }: Omit<AskProps, 'onClose'> & { error: unknown; onNamed(): void }) {
  const { t } = useTranslation('explanationsScreen');
  const name = useMutation({
    mutationFn: () => core.incidents.concern({ id: incidentId, person: { clientId: client.clientId }, role: 'suspected' }),
    onSuccess: onNamed,
  });
  return (
    <div className="stack">
      <ErrorNotice
        error={name.error ?? error}
        actions={
          <Button variant="primary" isPending={name.isPending} onPress={() => name.mutate()}>
            {t('ask.name')}
          </Button>
        }
      />
      <p className="soft">{t('ask.nameWhat')}</p>
    </div>
  );
}

function AskForm({ incidentId, client, proposed, onClose }: AskProps & { proposed: Preview }) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const [deadlineOn, setDeadline] = useState<string | null>(proposed.deadlineOn);
  // On the day itself nobody would be reminded.
  const [tomorrow] = useState(() => addDays(dateIn(Date.now(), ZONE_HERE), 1));
  const [language, setLanguage] = useState<Language>(proposed.language);
  const [questions, setQuestions] = useState<AnswerQuestion[]>(proposed.asked);
  const [found, setFound] = useState(proposed.found);
  const values = { evidence_found: found.trim() };
  const asking = { incidentId, clientId: client.clientId, language, questions, values, ...(deadlineOn !== null && { deadlineOn }) };
  const send = useSend(asking, { name: client.name, onClose });
  const mayAsk = questions.length > 0 && deadlineOn !== null && deadlineOn >= tomorrow;
  return (
    <div className="stack">
      <div className="columns">
        <DateField label={t('ask.deadline')} value={deadlineOn} onChange={setDeadline} min={tomorrow} />
        <LanguageField value={language} onChange={setLanguage} />
      </div>
      <CheckList
        label={t('ask.questions')}
        options={ANSWER_QUESTIONS.map((id) => ({ id, label: t(`question.${id}`) }))}
        value={questions}
        onChange={setQuestions}
      />
      <Found incidentId={incidentId} clientId={client.clientId} found={found} language={language} proposed={proposed} onChange={setFound} />
      {proposed.atStopped && <Notice tone="attention">{t('ask.atStopped', { to: proposed.to })}</Notice>}
      {mayAsk && <LetterPreview asking={asking} />}
      {send.error !== null && <ErrorNotice error={send.error} />}
      <div className="row" data-justify="end">
        <Button onPress={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" isPending={send.isPending} isDisabled={!mayAsk} onPress={() => send.mutate()}>
          {t('ask.send')}
        </Button>
      </div>
    </div>
  );
}

interface FoundProps {
  readonly incidentId: IncidentId;
  readonly clientId: ClientId;
  readonly found: string;
  readonly language: Language;
  readonly proposed: Preview;
  onChange(found: string): void;
}

/** What was found, in words of whoever asks: in which language they are, and whom they name. */
function Found({ incidentId, clientId, found, language, proposed, onChange }: FoundProps) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const stopNote = useStopNote(incidentId);
  const { foundLanguage: before } = proposed;
  return (
    <>
      <TextArea label={t('ask.found')} hint={t('ask.foundHint')} value={found} onChange={onChange} rows={3} maxLength={5000} wide />
      {before !== null && before !== language && found === proposed.found && (
        <Notice tone="attention">
          {t('ask.foundElsewhere', { before: t(`common:ownLanguage.${before}`), language: t(`common:ownLanguage.${language}`) })}
        </Notice>
      )}
      <NamedOthers incidentId={incidentId} text={`${found}\n${stopNote}`} clientId={clientId} />
    </>
  );
}

/** What somebody noted where sending was stopped: the client reads it as done for him. */
function useStopNote(incidentId: IncidentId): string {
  const steps = useQuery(orpc.incidents.get.queryOptions({ input: { id: incidentId } })).data?.steps ?? [];
  return steps.find(({ id, state }) => id === 'stop_sending' && state === 'done')?.note ?? '';
}

/** Asks, and says how it leaves: in practice nobody gets it. */
function useSend(asking: Parameters<typeof core.explanations.ask>[0], { name, onClose }: { readonly name: string; onClose(): void }) {
  const { t } = useTranslation('explanationsScreen');
  const transport = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.transport;
  return useMutation({
    mutationFn: () => core.explanations.ask(asking),
    onSuccess: () => {
      if (transport !== undefined) toast({ text: t(`ask.sent.${transport}`, { client: name }) });
      onClose();
    },
  });
}

function LanguageField({ value, onChange }: { value: Language; onChange(language: Language): void }) {
  const { t } = useTranslation(['explanationsScreen', 'common']);
  const options = LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }));
  return <Select label={t('ask.language')} options={options} value={value} onChange={onChange} />;
}

/** The letter as it would leave, asked for when somebody wants to see it. */
function LetterPreview({ asking }: { asking: Parameters<typeof core.explanations.preview>[0] }) {
  const { t } = useTranslation('explanationsScreen');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="round-letter" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('ask.show')}</summary>
      {isOpen && <Previewed asking={asking} />}
    </details>
  );
}

function Previewed({ asking }: { asking: Parameters<typeof core.explanations.preview>[0] }) {
  const { t } = useTranslation('explanationsScreen');
  const { date, list } = useFormat();
  const query = useQuery({ ...orpc.explanations.preview.queryOptions({ input: { ...asking, readerLanguage: currentLanguage() } }), gcTime: 0 });
  return (
    <Loaded query={query}>
      {({ to, subject, text, language, translation, reminders }) => (
        <div className="stack" data-gap="s">
          <p className="soft small">
            {t('ask.to', { to })} ·{' '}
            {reminders.length === 0 ? t('ask.noReminders') : t('ask.reminders', { count: reminders.length, days: list(reminders.map(date)) })}
          </p>
          <p>
            <strong>{subject}</strong>
          </p>
          <LetterWords text={text} language={language} label={t('ask.preview')} />
          {translation !== null && <Translated {...translation} />}
        </div>
      )}
    </Loaded>
  );
}

/** The same for whoever asks and does not read the language of his client. */
function Translated({ language, subject, text }: NonNullable<Preview['translation']>) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const title = t('compose.translation', { language: t(`common:ownLanguage.${language}`) });
  return (
    <section className="stack" data-gap="s" aria-label={title}>
      <p className="soft small">{title}</p>
      <p>
        <strong lang={language}>{subject}</strong>
      </p>
      <LetterWords text={text} language={language} label={title} />
    </section>
  );
}
