import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { daysIn, monthDay, type PeriodForm } from './period.rules.ts';
import { TagList } from './tag-list.tsx';
import { useDayWords } from './words.ts';

const KINDS = ['months', 'weeks', 'dates', 'never'] as const;

interface PeriodEditorProps {
  form: PeriodForm;
  onChange(part: Partial<PeriodForm>): void;
  /** Says that a day of the year is missing. */
  isTried?: boolean;
}

/** How often: so many months or weeks, days of the year, or never. */
export function PeriodEditor({ form, onChange, isTried = false }: PeriodEditorProps) {
  const { t } = useTranslation('reminders');
  return (
    <div className="period">
      <Select
        label={t('rules.kind')}
        value={form.every}
        onChange={(every) => onChange({ every })}
        options={KINDS.map((id) => ({ id, label: t(`rules.kindOf.${id}`) }))}
      />
      {form.every === 'months' && (
        <NumberField
          label={t('rules.months')}
          hint={t('rules.monthsHint')}
          value={form.months}
          onChange={(months) => months !== null && onChange({ months })}
          minValue={1}
          maxValue={60}
        />
      )}
      {form.every === 'weeks' && (
        <NumberField
          label={t('rules.weeks')}
          hint={t('rules.weeksHint')}
          value={form.weeks}
          onChange={(weeks) => weeks !== null && onChange({ weeks })}
          minValue={1}
          maxValue={260}
        />
      )}
      {form.every === 'dates' && <DaysOfYear dates={form.dates} isTried={isTried} onChange={(dates) => onChange({ dates })} />}
      {form.every === 'never' && <p className="soft period-never">{t('rules.neverWhy')}</p>}
    </div>
  );
}

interface DaysOfYearProps {
  dates: readonly string[];
  isTried: boolean;
  onChange(dates: readonly string[]): void;
}

function DaysOfYear({ dates, isTried, onChange }: DaysOfYearProps) {
  const { t } = useTranslation('reminders');
  const words = useDayWords();
  const [month, setMonth] = useState(1);
  const [day, setDay] = useState(1);
  const add = () => onChange([...new Set([...dates, monthDay(month, day)])].sort());
  return (
    <div className="stack period-days" data-gap="s">
      <TagList
        label={t('rules.days')}
        tags={dates.map((date) => ({ id: date, label: words.yearly(date), remove: t('rules.removeDay', { date: words.yearly(date) }) }))}
        onRemove={(date) => onChange(dates.filter((other) => other !== date))}
      />
      {isTried && dates.length === 0 && <p className="field-error">{t('rules.daysMissing')}</p>}
      <div className="period-add">
        <NumberField label={t('rules.day')} value={day} onChange={(value) => value !== null && setDay(value)} minValue={1} maxValue={daysIn(month)} />
        <Select
          label={t('rules.month')}
          value={String(month)}
          onChange={(id) => setMonth(Number(id))}
          options={MONTHS.map((id) => ({ id, label: words.monthName(Number(id)) }))}
        />
        <Button icon={Plus} onPress={add} isDisabled={dates.length >= 24}>
          {t('rules.addDay')}
        </Button>
      </div>
      {dates.includes('02-29') && <p className="soft small">{t('rules.leap')}</p>}
    </div>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1));
