import { useTranslation } from 'react-i18next';
import { FIELDS_OF, type MergeField } from '../../../../src/contract/merge-fields.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { StateTag } from '../../../ui/display.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import type { TextPreview } from '../editor/preview-forms.tsx';
import { useFieldWords } from '../fields/field-words.ts';

type Values = Readonly<Partial<Record<MergeField, string>>>;

/** Fields that take more than a few words. */
const LONG: readonly MergeField[] = ['evidence_found', 'done_by_reseller', 'cause', 'measures', 'recurrence', 'innocent_domains', 'consent_method'];

interface LetterFieldsProps {
  kind: TextKind;
  preview: TextPreview;
  values: Values;
  onChange(values: Values): void;
}

/** A field for each value that the letter uses: those to fill in first, then those that are known and may be replaced. */
export function LetterFields({ kind, preview, values, onChange }: LetterFieldsProps) {
  const { t } = useTranslation('policies');
  const used = FIELDS_OF[kind].filter((field) => preview.missing.includes(field) || preview.values[field] !== undefined);
  const known = used.filter((field) => values[field] === undefined && preview.values[field] !== undefined);
  const asked = used.filter((field) => !known.includes(field));
  const count = preview.missing.length;
  const one = (field: MergeField) => (
    <ValueField key={field} field={field} value={values[field] ?? preview.values[field] ?? ''} onChange={(value) => onChange({ ...values, [field]: value })} />
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

function ValueField({ field, value, onChange }: { field: MergeField; value: string; onChange(value: string): void }) {
  const { name, what } = useFieldWords();
  const words = { label: sentenceCase(name(field)), hint: what(field), wide: true, value, onChange, maxLength: 10_000 };
  return LONG.includes(field) ? <TextArea {...words} rows={3} /> : <TextField {...words} />;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}
