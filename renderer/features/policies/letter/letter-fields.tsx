import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELDS_OF, LONG_FIELDS, type MergeField, mayBeUnknown, valueLimit } from '../../../../src/contract/merge-fields.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { Check } from '../../../ui/choice.tsx';
import { StateTag } from '../../../ui/display.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import type { TextPreview } from '../editor/preview-forms.tsx';
import { useFieldWords } from '../fields/field-words.ts';
import type { LetterValues } from './letter-values.ts';
import './letter.css';

interface LetterFieldsProps {
  kind: TextKind;
  preview: TextPreview;
  values: LetterValues;
  onChange(values: LetterValues): void;
}

/** A field for each value that the letter uses: those to fill in first, then those that are known and may be replaced. */
export function LetterFields({ kind, preview, values, onChange }: LetterFieldsProps) {
  const { t } = useTranslation('policies');
  const used = FIELDS_OF[kind].filter((field) => preview.missing.includes(field) || preview.values[field] !== undefined || values[field] !== undefined);
  const known = used.filter((field) => values[field] === undefined && preview.values[field] !== undefined);
  const asked = used.filter((field) => !known.includes(field));
  const count = preview.missing.length;
  const one = (field: MergeField) => (
    <ValueField
      key={field}
      field={field}
      value={values[field] === null ? null : (values[field] ?? preview.values[field] ?? '')}
      onChange={(value) => onChange({ ...values, [field]: value })}
    />
  );
  return (
    <>
      <p role="status">
        <StateTag tone={count === 0 ? 'ok' : 'attention'}>{count === 0 ? t('letter.complete') : t('letter.missing', { count })}</StateTag>
      </p>
      {asked.length > 0 && <div className="letter-fields">{asked.map(one)}</div>}
      {known.length > 0 && (
        <details className="siblings">
          <summary>{t('letter.known', { count: known.length })}</summary>
          <div className="letter-fields">{known.map(one)}</div>
        </details>
      )}
    </>
  );
}

interface ValueProps {
  field: MergeField;
  /** Null = not known. */
  value: string | null;
  onChange(value: string | null): void;
  /** Where the value comes from, in words. */
  source?: string;
}

/** A value, no longer than a letter takes, or that it is not known. */
export function ValueField({ field, value, onChange, source }: ValueProps) {
  const { t } = useTranslation('policies');
  const { name, what } = useFieldWords();
  const limit = valueLimit(field);
  const label = sentenceCase(name(field));
  const isFull = (value ?? '').length >= limit;
  const words = { label, hint: isFull ? t('letter.full', { count: limit }) : what(field), wide: true, value: value ?? '', onChange, maxLength: limit };
  const Field = LONG_FIELDS.includes(field) ? LongField : TextField;
  return (
    <div className="letter-value">
      <Field {...words} isDisabled={value === null} />
      {source !== undefined && <span className="soft small">{source}</span>}
      {mayBeUnknown(field) && (
        <Check label={t('letter.notKnown')} about={label} isSelected={value === null} onChange={(isUnknown) => onChange(isUnknown ? null : '')} />
      )}
    </div>
  );
}

function LongField(words: ComponentProps<typeof TextArea>) {
  return <TextArea {...words} rows={3} />;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}
