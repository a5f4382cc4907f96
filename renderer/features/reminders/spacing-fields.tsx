import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/field.tsx';
import type { SettingsPart } from './settings-part.ts';

const NUMBERS = [
  { id: 'spread', field: 'spreadDays', max: 90 },
  { id: 'quiet', field: 'quietDays', max: 90 },
  { id: 'rest', field: 'restDays', max: 366 },
  { id: 'ask', field: 'askAbove', max: 100_000 },
] as const;

/** How far apart reminders are, and from how many late ones on to ask. */
export function SpacingFields({ values, set }: SettingsPart) {
  const { t } = useTranslation('reminders');
  return (
    <fieldset className="settings-part">
      <legend>{t('settings.spacing')}</legend>
      <div className="form-grid">
        {NUMBERS.map(({ id, field, max }) => (
          <NumberField
            key={id}
            label={t(`settings.${id}`)}
            hint={t(`settings.${id}Why`)}
            value={values[field]}
            onChange={(value) => value !== null && set({ [field]: value })}
            minValue={0}
            maxValue={max}
          />
        ))}
      </div>
    </fieldset>
  );
}
