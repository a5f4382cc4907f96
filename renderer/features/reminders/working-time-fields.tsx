import { useTranslation } from 'react-i18next';
import { CheckList } from '../../ui/choice.tsx';
import { TimeField } from '../../ui/date-field.tsx';
import { TimeZoneField } from '../../ui/time-zone-field.tsx';
import type { SettingsPart } from './settings-part.ts';
import { useDayWords } from './words.ts';

const WEEK = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Working days, hours and the time zone they are meant in. */
export function WorkingTimeFields({ values: { workingDays, hours, timeZone }, set }: SettingsPart) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const wrong = hours.to <= hours.from ? t('settings.hoursWrong') : undefined;
  return (
    <fieldset className="settings-part">
      <legend>{t('settings.sending')}</legend>
      <div className="working-days">
        <CheckList
          label={t('settings.workingDays')}
          value={WEEK.filter((day) => workingDays.includes(Number(day)))}
          onChange={(days) => set({ workingDays: days.map(Number) })}
          options={WEEK.map((id) => ({ id, label: words.weekday(Number(id), 'long') }))}
          error={workingDays.length === 0 ? t('settings.workingDaysMissing') : undefined}
        />
        <p className="field-hint">{t('settings.workingDaysWhy')}</p>
      </div>
      <div className="form-grid">
        <TimeField label={t('settings.hoursFrom')} hint={t('settings.hoursWhy')} value={hours.from} onChange={(from) => set({ hours: { ...hours, from } })} />
        <TimeField
          label={t('settings.hoursTo')}
          hint={t('settings.hoursWhy')}
          value={hours.to}
          onChange={(to) => set({ hours: { ...hours, to } })}
          error={wrong}
        />
        <TimeZoneField
          label={t('settings.zone')}
          hint={t('settings.zoneWhy')}
          none={t('settings.zoneNone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ') })}
          value={timeZone ?? ''}
          onChange={(zone) => set({ timeZone: zone === '' ? null : zone })}
        />
      </div>
    </fieldset>
  );
}
