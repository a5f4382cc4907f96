import { useTranslation } from 'react-i18next';
import { SEGMENTS, type Segment } from '../../../src/shared/repermission.ts';
import { todayHere } from '../../i18n/zone.ts';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/field.tsx';
import { hasGap, type TypedCounts } from './typed-counts.ts';

interface CountFieldsProps {
  readonly legend: string;
  readonly typed: TypedCounts;
  /** The day of the figures. */
  readonly on: { readonly label: string; readonly day: string | null };
  /** Says which figures are missing. */
  readonly isChecked: boolean;
  hint(segment: Segment): string;
  onChange(typed: TypedCounts, day: string | null): void;
}

/** Figures of the four groups with their day. What is empty is not known, and never 0. */
export function CountFields({ legend, typed, on, isChecked, hint, onChange }: CountFieldsProps) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <fieldset className="plan-part">
      <legend>{legend}</legend>
      <div className="columns">
        {SEGMENTS.map((segment) => (
          <NumberField
            key={segment}
            label={t(`segment.${segment}`)}
            hint={hint(segment)}
            value={typed[segment]}
            minValue={0}
            maxValue={100_000_000}
            {...(isChecked && hasGap(typed, segment) && { error: t('form.allFour') })}
            onChange={(count) => count !== typed[segment] && onChange({ ...typed, [segment]: count }, todayHere())}
          />
        ))}
        {Object.values(typed).some((count) => count !== null) && (
          <DateField label={on.label} max={todayHere()} value={on.day} onChange={(day) => onChange(typed, day)} />
        )}
      </div>
    </fieldset>
  );
}
