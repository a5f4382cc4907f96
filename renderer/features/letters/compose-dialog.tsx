import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import type { OwnLetterKind } from '../../../src/contract/letters.ts';
import { type MergeField, mayBeUnknown } from '../../../src/contract/merge-fields.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { given, type LetterValues, useDebounced, useFieldWords, ValueField } from '../policies/index.ts';
import { Blocked } from './blocked.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { NamedOthers } from './named-others.tsx';
import { isTyped, typedFields, writtenWords } from './typed.rules.ts';
import { useSaid } from './use-letters.ts';

interface Composing {
  readonly incident: Incident;
  readonly kind: OwnLetterKind;
  readonly values: LetterValues;
  onChange(values: LetterValues): void;
}
interface ComposeProps extends Composing {
  onClose(): void;
  onWritten(): void;
}
type Composed = Awaited<ReturnType<typeof client.letters.compose>>;

/** The letter as it is with what was typed, asked for when typing pauses. `isReady`: nothing keeps it from being written as it is shown. */
function useComposed(order: Parameters<typeof client.letters.compose>[0]) {
  const settled = useDebounced(order);
  const composed = useQuery(orpc.letters.compose.queryOptions({ input: { ...settled, readerLanguage: currentLanguage() }, placeholderData: keepPreviousData }));
  const isSettled = JSON.stringify(settled) === JSON.stringify(order) && !composed.isPlaceholderData;
  const shown = composed.data;
  return { composed, isReady: shown !== undefined && shown.missing.length === 0 && shown.blocked === null && isSettled };
}

/** Makes a letter: what it says with where that comes from, how it will be read, and the same for whoever writes it. */
export function ComposeDialog({ incident, kind, values, onChange, onClose, onWritten }: ComposeProps) {
  const { t } = useTranslation(['lettersScreen', 'policies']);
  const [language, setLanguage] = useState<Language | null>(null);
  const order = { incidentId: incident.id, kind, ...given(values), ...(language !== null && { language }) };
  const { composed, isReady } = useComposed(order);
  const said = useSaid();
  const write = useMutation({
    mutationFn: () => client.letters.write(order),
    onSuccess: (letter) => {
      onWritten();
      said(letter);
    },
  });
  const save = t(composed.data?.reader === 'client' ? 'compose.queue' : 'compose.write');
  return (
    <Dialog
      title={t('compose.title', { letter: t(`policies:text.${kind}.name`) })}
      isOpen
      wide
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={<DialogButtons save={save} isDisabled={!isReady} isPending={write.isPending} onClose={onClose} onSave={() => write.mutate()} />}
    >
      <Loaded query={composed}>
        {(letter) => (
          <div className="letter-compose">
            {letter.blocked !== null && <Blocked blocked={letter.blocked} />}
            <LanguageChoice value={language ?? letter.language} onChange={setLanguage} />
            <Typed letter={letter} values={values} />
            <NamedOthers incidentId={incident.id} text={writtenWords(letter.fields)} clientId={letter.clientId ?? undefined} />
            <Values letter={letter} values={values} onChange={onChange} />
            <Preview letter={letter} />
          </div>
        )}
      </Loaded>
      {write.error !== null && <ErrorNotice error={write.error} />}
    </Dialog>
  );
}

function LanguageChoice({ value, onChange }: { value: Language; onChange(language: Language): void }) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const options = LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }));
  return <Select<Language> label={t('compose.language')} value={value} onChange={onChange} options={options} />;
}

/** What is printed as somebody typed it: it is translated by nobody. */
function Typed({ letter, values }: { letter: Composed; values: LetterValues }) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const { name } = useFieldWords();
  const { list } = useFormat();
  const foreign = letter.language === currentLanguage() ? [] : typedFields(letter).filter(({ field }) => values[field] === undefined);
  if (foreign.length === 0) return null;
  return (
    <Notice tone="attention">
      {t('compose.typed', { fields: list(foreign.map(({ field }) => name(field))), language: t(`common:ownLanguage.${letter.language}`) })}
    </Notice>
  );
}

/** What lacks first, then what is known and may be put right; each with where it comes from. */
function Values({ letter, values, onChange }: { letter: Composed } & Pick<Composing, 'values' | 'onChange'>) {
  const { t } = useTranslation('lettersScreen');
  const { fields, missing } = letter;
  const isForeign = letter.language !== currentLanguage();
  const asked = fields.filter((each) => missing.includes(each.field) || values[each.field] !== undefined || (isForeign && isTyped(each)));
  const known = fields.filter((each) => each.value !== '' && !asked.includes(each));
  const open = missing.filter((field) => mayBeUnknown(field) && values[field] === undefined);
  const source = useSource();
  const one = ({ field, value, ...known }: Composed['fields'][number]) => (
    <ValueField
      key={field}
      field={field}
      value={shownValue(values[field], value)}
      {...source(known)}
      onChange={(typed: string | null) => onChange(withValue(values, field, typed))}
    />
  );
  return (
    <section className="stack" aria-label={t('compose.values')}>
      <p role="status">
        <StateTag tone={missing.length === 0 ? 'ok' : 'attention'}>
          {missing.length === 0 ? t('compose.complete') : t('compose.missing', { count: missing.length })}
        </StateTag>
      </p>
      <LeaveOut open={open} onPress={() => onChange({ ...values, ...Object.fromEntries(open.map((field) => [field, null])) })} />
      {asked.length > 0 && <div className="letter-values">{asked.map(one)}</div>}
      {known.length > 0 && (
        <details>
          <summary>{t('compose.known', { count: known.length })}</summary>
          <div className="letter-values">{known.map(one)}</div>
        </details>
      )}
    </section>
  );
}

/** Says of all facts that lack at once that nobody knows them. */
function LeaveOut({ open, onPress }: { open: readonly MergeField[]; onPress(): void }) {
  const { t } = useTranslation('lettersScreen');
  if (open.length < 2) return null;
  return (
    <div>
      <Button variant="quiet" icon={CircleHelp} onPress={onPress}>
        {t('compose.leaveOut', { count: open.length })}
      </Button>
    </div>
  );
}

/** Where a value comes from, and how long ago it was read there. */
function useSource() {
  const { t } = useTranslation(['lettersScreen', 'common']);
  const { relative, list } = useFormat();
  return ({ source, at, elsewhere, kept }: Pick<Composed['fields'][number], 'source' | 'at' | 'elsewhere' | 'kept'>): { source?: string } => {
    if (kept !== undefined) return { source: t(kept.names.length === 0 ? `compose.kept.${kept.because}` : 'compose.kept.names', { names: list(kept.names) }) };
    if (elsewhere !== undefined) return { source: t('compose.elsewhere', { language: t(`common:ownLanguage.${elsewhere.language}`), value: elsewhere.value }) };
    if (source === 'unknown') return {};
    const words = t(`source.${source}`);
    return { source: at === undefined ? words : t('sourceAge', { source: words, age: relative(at, Date.now()) }) };
  };
}

/** What was typed; what is known until something is. Null = said not to be known. */
function shownValue(typed: string | null | undefined, known: string): string | null {
  return typed === undefined ? known : typed;
}

function withValue(values: LetterValues, field: MergeField, typed: string | null): LetterValues {
  return { ...values, [field]: typed };
}

/** The words of the mail, and beside them the same in the language of whoever reads this screen. */
function Preview({ letter: { subject, text, language, translation, to, atStopped, reader } }: { letter: Composed }) {
  const { t } = useTranslation(['lettersScreen', 'common']);
  return (
    <div className="letter-previews">
      <article className="letter-preview">
        <h3>{t('compose.preview')}</h3>
        <p className="soft small">{reader === 'client' ? to !== '' && t('compose.to', { to }) : t('compose.notSent')}</p>
        {atStopped && <Notice tone="attention">{t('compose.atStopped', { to })}</Notice>}
        <Words subject={subject} text={text} language={language} />
      </article>
      {translation !== null && (
        <article className="letter-preview">
          <h3>{t('compose.translation', { language: t(`common:ownLanguage.${translation.language}`) })}</h3>
          <Words subject={translation.subject} text={translation.text} language={translation.language} />
        </article>
      )}
    </div>
  );
}

function Words({ subject, text, language }: { subject: string; text: string; language: Language }) {
  return (
    <div lang={language}>
      <p className="letter-subject">{subject}</p>
      <p className="letter-words">{text}</p>
    </div>
  );
}
