import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { chancesWith, daysBetween, levelsWith } from './chance.rules.ts';
import type { FieldsProps, Settings } from './settings-form.ts';

const PERCENT = { style: 'percent' } as const;

interface NumberSettingProps extends FieldsProps {
  name: 'ownShare' | 'times' | 'above' | 'failuresLeast' | 'failuresWarn' | 'failuresAct' | 'lostMinutes';
  label: string;
  hint: string;
  min: number;
  max: number;
  isShare?: boolean;
}

/** A number of the settings; an empty field keeps the value that is set. */
function NumberSetting({ values, set, name, label, hint, min, max, isShare = false }: NumberSettingProps) {
  const put = (value: number | null) => {
    if (value !== null) set({ [name]: value } satisfies Partial<Settings>);
  };
  return (
    <NumberField label={label} hint={hint} value={values[name]} onChange={put} minValue={min} maxValue={max} {...(isShare && { formatOptions: PERCENT })} />
  );
}

/** The own threshold as a share of the limit of the host, and at which steps of it to speak up. */
export function ThresholdFields(form: FieldsProps) {
  const { t } = useTranslation('alerts');
  const { percent } = useFormat();
  const { values, set } = form;
  const options = levelsWith(values.levels).map((level) => ({ id: String(level), label: percent(level) }));
  return (
    <>
      <p className="soft prose">{t('settings.threshold.why')}</p>
      <NumberSetting {...form} name="ownShare" label={t('settings.ownShare')} hint={t('settings.ownShareHint')} min={0.1} max={1} isShare />
      <div className="setting-levels">
        <span className="field-label">{t('settings.levels')}</span>
        <FilterChips
          label={t('settings.levels')}
          options={options}
          value={values.levels.map(String)}
          onChange={(chosen) => chosen.length > 0 && chosen.length <= 5 && set({ levels: chosen.map(Number) })}
        />
        <span className="field-hint">{t('settings.levelsHint')}</span>
      </div>
    </>
  );
}

/** What is more than usual. */
export function SpikeFields(form: FieldsProps) {
  const { t } = useTranslation('alerts');
  return (
    <>
      <p className="soft prose">{t('settings.spike.why')}</p>
      <NumberSetting {...form} name="times" label={t('settings.times')} hint={t('settings.timesHint')} min={1} max={100} />
      <NumberSetting {...form} name="above" label={t('settings.above')} hint={t('settings.aboveHint')} min={1} max={100_000} />
      <Chance {...form} name="warnBelow" label={t('settings.warnBelow')} />
      <Chance {...form} name="actBelow" label={t('settings.actBelow')} />
    </>
  );
}

function Chance({ values, set, name, label }: FieldsProps & { name: 'warnBelow' | 'actBelow'; label: string }) {
  const { t } = useTranslation('alerts');
  const { number } = useFormat();
  const current = values[name];
  const often = (chance: number) => {
    const days = daysBetween(chance);
    return days < 1 ? t('settings.falsePerDay', { count: Math.round(1 / days) }) : t('settings.falseEvery', { count: Math.round(days) });
  };
  return (
    <Select
      label={label}
      hint={often(current)}
      value={String(current)}
      onChange={(id) => set({ [name]: Number(id) } satisfies Partial<Settings>)}
      options={chancesWith(current).map((chance) => ({
        id: String(chance),
        label: t('settings.oneIn', { number: number(Math.round(1 / chance)) }),
        hint: often(chance),
      }))}
    />
  );
}

/** How many failures are too many. */
export function FailureFields(form: FieldsProps) {
  const { t } = useTranslation('alerts');
  return (
    <>
      <p className="soft prose">{t('settings.failures.why')}</p>
      <NumberSetting {...form} name="failuresLeast" label={t('settings.failuresLeast')} hint={t('settings.failuresLeastHint')} min={1} max={100_000} />
      <NumberSetting {...form} name="failuresWarn" label={t('settings.failuresWarn')} hint={t('settings.failuresShareHint')} min={0.001} max={1} isShare />
      <NumberSetting {...form} name="failuresAct" label={t('settings.failuresAct')} hint={t('settings.failuresShareHint')} min={0.001} max={1} isShare />
    </>
  );
}

/** When a panel that does not answer is an alert. */
export function LostField(form: FieldsProps) {
  const { t } = useTranslation('alerts');
  return <NumberSetting {...form} name="lostMinutes" label={t('settings.lostMinutes')} hint={t('settings.lostMinutesHint')} min={15} max={10_080} />;
}
