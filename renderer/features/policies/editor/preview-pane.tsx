import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeField } from '../../../../src/contract/merge-fields.ts';
import { orpc } from '../../../client/client.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Notice, StateTag } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { exampleOf, useFieldWords } from '../fields/field-words.ts';
import { isLetter, letterPath } from '../text-kinds.ts';
import { type ChosenClient, ClientChoice } from './client-choice.tsx';
import { PreviewForms, type PreviewInput } from './preview-forms.tsx';
import type { Place, TextOfHost } from './unsaved.ts';
import { useDebounced } from './use-debounced.ts';
import type { Editing } from './use-editing.ts';
import { blocksOf } from './wording.ts';

interface PaneProps {
  text: TextOfHost;
  place: Place;
  editing: Editing;
  fields: readonly MergeField[];
}

/** The text as it will be got, with what is being typed: for a client, or with examples for values. */
export function PreviewPane({ index, ...writing }: PaneProps & { index: number }) {
  const { text, place, editing } = writing;
  const { t } = useTranslation('policies');
  const [client, setClient] = useState<ChosenClient>();
  const settled = useDebounced(inputOf(writing, client));
  const preview = useQuery(orpc.policies.preview.queryOptions({ input: settled, placeholderData: keepPreviousData }));
  const pane = useSectionInSight(preview.data?.html, index);
  const hasOtherUnsaved = editing.unsaved.some((each) => each.place.language === place.language && each.place.section !== place.section);
  return (
    <section ref={pane} className="card text-preview" aria-label={t('preview.title')}>
      <div className="row" data-justify="between">
        <h2>{t('preview.title')}</h2>
        {editing.unsavedAt(place) !== undefined && <StateTag tone="info">{t('preview.unsaved')}</StateTag>}
      </div>
      <ClientChoice
        label={t('preview.client')}
        hint={t('preview.clientHint')}
        placeholder={t('preview.noClient')}
        hostId={text.hostId}
        value={client}
        onChange={setClient}
      />
      {isLetter(text.kind) && (
        <LinkButton to={letterPath(text)} icon={Mail}>
          {t('preview.useLetter')}
        </LinkButton>
      )}
      {hasOtherUnsaved && <p className="soft small">{t('preview.othersUnsaved')}</p>}
      <Loaded query={preview}>
        {(shown) => (
          <>
            {client !== undefined && <Missing fields={shown.missing} />}
            <PreviewForms preview={shown} input={settled} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** A pane that keeps a section of the mail in sight when another one is worded, or its words change. */
function useSectionInSight(html: string | undefined, index: number) {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (html === undefined) return;
    // The tabs put their content in place a moment later.
    const frame = requestAnimationFrame(() => pane.current !== null && scrollToSection(pane.current, index));
    return () => cancelAnimationFrame(frame);
  }, [html, index]);
  return pane;
}

/** Brings a section of the mail into sight where the pane scrolls by itself; its headings are those of the sections, in order. */
function scrollToSection(pane: HTMLElement, index: number): void {
  if (pane.scrollHeight <= pane.clientHeight) return;
  const heading = index < 1 ? undefined : pane.querySelectorAll('.mail-view h4')[index - 1];
  const top = heading === undefined ? 0 : heading.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop - 16;
  pane.scrollTo({ top });
}

function Missing({ fields }: { fields: readonly MergeField[] }) {
  const { t } = useTranslation('policies');
  const { name } = useFieldWords();
  if (fields.length === 0) return null;
  return (
    <Notice tone="info" title={t('preview.missing', { count: fields.length })}>
      <ul className="words">
        {fields.map((field) => (
          <li key={field}>{name(field)}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What is known without a client is no example. */
const KNOWN: readonly MergeField[] = [
  'host_name',
  'reseller_name',
  'support_address',
  'version_number',
  'effective_on',
  'issued_on',
  'text_hash',
  'terms_url',
  'reply_token',
];

function inputOf({ text, place, editing, fields }: PaneProps, client: ChosenClient | undefined): PreviewInput {
  const { language, section } = place;
  const typed = editing.unsavedAt(place);
  const wording = typed && blocksOf(section, typed);
  const examples = Object.fromEntries(fields.filter((field) => !KNOWN.includes(field)).map((field) => [field, exampleOf(field, language)]));
  return {
    ...text,
    language,
    ...(client === undefined ? { values: examples } : { clientId: client.id }),
    ...(wording !== undefined && wording.title !== '' && { unsaved: { section, ...wording } }),
  };
}
