import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterChips, Select } from '../../../ui/choice.tsx';
import { NumberField, TextArea, TextField } from '../../../ui/field.tsx';
import type { EditorProps, ValueEditor } from './value-editor.ts';

export type Say = TFunction<['hosts', 'common']>;

/** One of several, each with its words. */
export function choice<V extends string>(options: readonly V[], label: (t: Say, id: V) => string): ValueEditor<V> {
  return function Choice({ value, onChange, error }: EditorProps<V>) {
    const { t } = useTranslation(['hosts', 'common']);
    return (
      <Select<V> label={t('edit.value')} options={options.map((id) => ({ id, label: label(t, id) }))} value={value ?? null} onChange={onChange} error={error} />
    );
  };
}

/** Any number of several. */
export function several<V extends string>(options: readonly V[], label: (t: Say, id: V) => string): ValueEditor<V[]> {
  return function Several({ value, onChange, error }: EditorProps<V[]>) {
    const { t } = useTranslation(['hosts', 'common']);
    return (
      <div className="stack" data-gap="s">
        <FilterChips label={t('edit.value')} options={options.map((id) => ({ id, label: label(t, id) }))} value={value ?? []} onChange={onChange} />
        {error !== undefined && (
          <span className="field-error" role="alert">
            {error}
          </span>
        )}
      </div>
    );
  };
}

/** Yes or no. */
export function YesOrNo({ value, onChange, error }: EditorProps<boolean>) {
  const { t } = useTranslation(['hosts', 'common']);
  const options = [
    { id: 'yes', label: t('common:yes') },
    { id: 'no', label: t('common:no') },
  ] as const;
  const chosen = value === undefined ? null : value ? 'yes' : 'no';
  return <Select label={t('edit.value')} options={options} value={chosen} onChange={(id) => onChange(id === 'yes')} error={error} />;
}

/** A whole number from `min` up. */
export function numberFrom(min: number, max = 1_000_000_000): ValueEditor<number> {
  return function Count({ value, onChange, error }: EditorProps<number>) {
    const { t } = useTranslation('hosts');
    return (
      <NumberField
        label={t('edit.value')}
        value={value ?? null}
        onChange={(count) => onChange(count ?? undefined)}
        minValue={min}
        maxValue={max}
        error={error}
      />
    );
  };
}

/** One line. */
export function line(change: (text: string) => string = (text) => text, hint?: (t: Say) => string): ValueEditor<string> {
  return function Line({ value, onChange, error }: EditorProps<string>) {
    const { t } = useTranslation(['hosts', 'common']);
    return (
      <TextField
        label={t('edit.value')}
        {...(hint !== undefined && { hint: hint(t) })}
        value={value ?? ''}
        onChange={(text) => onChange(change(text))}
        error={error}
      />
    );
  };
}

/** Lines of text, one for each value. */
export function lines(hint: (t: Say) => string): ValueEditor<string[]> {
  return function Lines({ value, onChange, error }: EditorProps<string[]>) {
    const { t } = useTranslation(['hosts', 'common']);
    const [text, setText] = useState(() => (value ?? []).join('\n'));
    const type = (typed: string) => {
      setText(typed);
      onChange(partsOf(typed, /\n/));
    };
    return <TextArea label={t('edit.value')} hint={hint(t)} value={text} onChange={type} error={error} wide />;
  };
}

/** Codes between commas. */
export function Codes({ value, onChange, error }: EditorProps<string[]>) {
  const { t } = useTranslation('hosts');
  const [text, setText] = useState(() => (value ?? []).join(', '));
  const type = (typed: string) => {
    setText(typed);
    onChange(partsOf(typed.toLowerCase(), /[\s,;]+/));
  };
  return <TextField label={t('edit.value')} hint={t('edit.languagesHint')} value={text} onChange={type} error={error} />;
}

function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
