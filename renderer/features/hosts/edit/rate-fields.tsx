import { useTranslation } from 'react-i18next';
import type { Rate } from '../../../../src/contract/rule-pack.ts';
import { Select } from '../../../ui/choice.tsx';
import { NumberField } from '../../../ui/field.tsx';
import { useWindowWords, WINDOWS } from '../window-words.ts';
import type { EditorProps } from './value-editor.ts';

interface RateFieldsProps {
  rate: Rate;
  onChange(part: Partial<Rate>): void;
  /** A rule of one's own binds always. */
  own: boolean;
  /** True once it was tried to apply what is typed. */
  tried: boolean;
}

/** So many in so much time. */
export function RateFields({ rate, onChange, own, tried }: RateFieldsProps) {
  const { t } = useTranslation(['hosts', 'common']);
  const windowWords = useWindowWords();
  const seconds = String(rate.seconds);
  const options = [...new Set([...WINDOWS.map(({ id }) => id), seconds])].map((id) => ({ id, label: windowWords(Number(id)) }));
  const binding = [
    { id: 'contractual', label: t('edit.contractual') },
    { id: 'example', label: t('edit.example') },
  ] as const;
  return (
    <>
      <NumberField
        label={t('edit.count')}
        value={Number.isNaN(rate.count) ? null : rate.count}
        onChange={(count) => onChange({ count: count ?? Number.NaN })}
        minValue={1}
        error={tried && Number.isNaN(rate.count) ? t('common:required') : undefined}
      />
      <Select label={t('edit.window')} options={options} value={seconds} onChange={(id) => onChange({ seconds: Number(id) })} />
      {!own && (
        <Select
          label={t('edit.binding')}
          options={binding}
          value={rate.contractual ? 'contractual' : 'example'}
          onChange={(id) => onChange({ contractual: id === 'contractual' })}
        />
      )}
    </>
  );
}

/** A number nobody read is never written down: it starts empty. */
export const NEW_RATE: Rate = { count: Number.NaN, seconds: 60, contractual: true };

/** A pace of the host's. */
export function RateEditor({ value = NEW_RATE, onChange, error }: EditorProps<Rate>) {
  return (
    <div className="rule-row">
      <RateFields rate={value} onChange={(part) => onChange({ ...value, ...part })} own={false} tried={error !== undefined} />
      {error !== undefined && (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

/** A pace of one's own; without a number there is none. */
export function OwnRateEditor({ value = NEW_RATE, onChange, error }: EditorProps<Rate>) {
  const change = (part: Partial<Rate>) => {
    const changed = { ...value, ...part };
    onChange(Number.isNaN(changed.count) && part.seconds === undefined ? undefined : changed);
  };
  return (
    <div className="rule-row">
      <RateFields rate={value} onChange={change} own tried={error !== undefined} />
      {error !== undefined && (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
