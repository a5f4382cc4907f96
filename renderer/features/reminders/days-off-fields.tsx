import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { SettingsPart } from './settings-part.ts';
import { TagList } from './tag-list.tsx';
import { useDayWords } from './words.ts';

/** Public holidays by country, and days of one's own. */
export function DaysOffFields(part: SettingsPart) {
  const { t } = useTranslation('reminders');
  return (
    <fieldset className="settings-part">
      <legend>{t('settings.daysOff')}</legend>
      <Countries {...part} />
      <OwnDays {...part} />
    </fieldset>
  );
}

function Countries({ values: { holidays }, set }: SettingsPart) {
  const { t, i18n } = useTranslation('reminders');
  const known = useQuery(orpc.reminders.countries.queryOptions({ input: {} })).data ?? [];
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const nameOf = (code: string) => names.of(code) ?? code;
  const left = known.flatMap(({ code }) => (holidays.countries.includes(code) ? [] : [{ id: code, label: nameOf(code) }]));
  const keep = (countries: string[]) => set({ holidays: { ...holidays, countries } });
  return (
    <div className="stack" data-gap="s">
      <span className="field-label">{t('settings.countries')}</span>
      {holidays.countries.length === 0 && <p className="soft">{t('settings.noCountry')}</p>}
      <TagList
        label={t('settings.countries')}
        tags={holidays.countries.map((code) => ({ id: code, label: nameOf(code), remove: t('settings.removeCountry', { country: nameOf(code) }) }))}
        onRemove={(code) => keep(holidays.countries.filter((other) => other !== code))}
      />
      {holidays.countries.length < 10 && (
        <ComboBox
          key={holidays.countries.join()}
          label={t('settings.addCountry')}
          hint={t('settings.countriesWhy')}
          options={left.sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
          value={null}
          onChange={(code) => keep([...holidays.countries, code])}
        />
      )}
    </div>
  );
}

function OwnDays({ values: { holidays }, set }: SettingsPart) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const [day, setDay] = useState<string | null>(null);
  const keep = (own: string[]) => set({ holidays: { ...holidays, own } });
  const add = () => {
    if (day === null) return;
    keep([...new Set([...holidays.own, day])].sort());
    setDay(null);
  };
  return (
    <div className="stack" data-gap="s">
      <span className="field-label">{t('settings.ownDays')}</span>
      <TagList
        label={t('settings.ownDays')}
        tags={holidays.own.map((on) => ({ id: on, label: words.short(on), remove: t('settings.removeDay', { date: words.short(on) }) }))}
        onRemove={(on) => keep(holidays.own.filter((other) => other !== on))}
      />
      <div className="period-add">
        <DateField label={t('settings.addOwnDay')} value={day} onChange={setDay} />
        <Button icon={Plus} onPress={add} isDisabled={day === null}>
          {t('settings.addDay')}
        </Button>
      </div>
    </div>
  );
}
