import { type FocusEvent, type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { TextArea, TextField } from '../../../ui/field.tsx';
import type { Place } from './unsaved.ts';
import { findSentence, HEAD, headMarkup, headParts, type Wording } from './wording.ts';

/** A sentence to go to, and when it was asked for. */
export interface Sought {
  readonly text: string;
  readonly at: number;
}

interface FieldsProps {
  ref: RefObject<HTMLFieldSetElement | null>;
  place: Place;
  wording: Wording;
  onType(wording: Wording): void;
  sought: Sought | undefined;
}

/** The fields of a section. The one that was last in use is marked, so that a merge field is put there. */
export function SectionFields({ ref, place, wording, onType, sought }: FieldsProps) {
  const { t } = useTranslation(['policies', 'common']);
  useEffect(() => {
    if (sought !== undefined && ref.current !== null) goToSentence(ref.current, sought.text);
  }, [sought, ref]);
  useEffect(() => {
    // The words are of this language, the labels are not: for the spelling check and for who reads aloud.
    for (const field of ref.current === null ? [] : fieldsIn(ref.current)) field.lang = place.language;
  }, [place.language, ref]);
  const title = (
    <TextField
      label={t(place.section === HEAD ? 'editor.title' : 'editor.heading')}
      wide
      value={wording.title}
      onChange={(typed) => onType({ ...wording, title: typed })}
      maxLength={300}
      error={wording.title.trim() === '' ? t('common:required') : undefined}
    />
  );
  return (
    <fieldset ref={ref} className="section-fields" aria-label={t('editor.fields')} onFocus={markInUse}>
      {title}
      {place.section === HEAD ? (
        <HeadFields markup={wording.markup} onType={(markup) => onType({ ...wording, markup })} />
      ) : (
        <TextArea
          label={t('editor.markup')}
          hint={t('editor.markupHint')}
          wide
          rows={10}
          value={wording.markup}
          onChange={(markup) => onType({ ...wording, markup })}
          spellCheck="true"
        />
      )}
    </fieldset>
  );
}

function HeadFields({ markup, onType }: { markup: string; onType(markup: string): void }) {
  const { t } = useTranslation('policies');
  const { subject, greeting } = headParts(markup);
  return (
    <>
      <TextArea label={t('editor.subject')} wide rows={2} value={subject} onChange={(typed) => onType(headMarkup(typed, greeting))} />
      <TextField label={t('editor.greeting')} wide value={greeting} onChange={(typed) => onType(headMarkup(subject, typed))} />
    </>
  );
}

function markInUse({ target, currentTarget }: FocusEvent<HTMLFieldSetElement>): void {
  for (const field of currentTarget.querySelectorAll('[data-in-use]')) field.removeAttribute('data-in-use');
  target.setAttribute('data-in-use', '');
}

function fieldsIn(fieldset: HTMLFieldSetElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...fieldset.elements].filter((field) => field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement);
}

/** Selects a sentence where it stands; without it, goes to the wording as a whole. */
function goToSentence(fieldset: HTMLFieldSetElement, sentence: string): void {
  const fields = fieldsIn(fieldset);
  const found = fields.map((field) => ({ field, at: findSentence(field.value, sentence) })).find(({ at }) => at !== undefined);
  const field = found?.field ?? fields.at(-1);
  field?.focus();
  if (found?.at !== undefined) field?.setSelectionRange(found.at.start, found.at.end);
  field?.scrollIntoView({ block: 'center' });
}

/** Puts text where the cursor was last; the field's own undo takes it back. */
export function insertAtCursor(fieldset: HTMLFieldSetElement, text: string): void {
  const fields = fieldsIn(fieldset);
  const field = fields.find((each) => each.hasAttribute('data-in-use')) ?? fields.at(-1);
  if (field === undefined) return;
  field.focus();
  // The only way of changing a field that its undo knows of.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
