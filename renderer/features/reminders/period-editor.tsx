import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { daysIn, isCount, MOST, monthDay, type PeriodForm } from './period.rules.ts';
import { TagList } from './tag-list.tsx';
import { useDayWords } from './words.ts';

const KINDS = ['months', 'weeks', 'dates', 'never'] as const;

interface PeriodEditorProps {
  form: PeriodForm;
  onChange(part: Partial<PeriodForm>): void;
  /** Says what is missing or wrong. */
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
      {(form.every === 'months' || form.every === 'weeks') && (
        <Count key={form.every} every={form.every} count={form[form.every]} isTried={isTried} onChange={onChange} />
      )}
      {form.every === 'dates' && <DaysOfYear dates={form.dates} isTried={isTried} onChange={(dates) => onChange({ dates })} />}
      {form.every === 'never' && <p className="soft period-never">{t('rules.neverWhy')}</p>}
    </div>
  );
}

interface CountProps {
  every: 'months' | 'weeks';
  count: number | null;
  isTried: boolean;
  onChange(part: Partial<PeriodForm>): void;
}

/** How many months or weeks. What is out of range stays as it was typed, to be refused rather than changed to another number. */
function Count({ every, count, isTried, onChange }: CountProps) {
  const { t } = useTranslation('reminders');
  return (
    <NumberField
      label={t(`rules.${every}`)}
      hint={t(`rules.${every}Hint`)}
      value={count}
      onChange={(typed) => onChange({ [every]: typed })}
      minValue={0}
      error={isTried && !isCount(every, count) ? t('rules.countWrong', { most: MOST[every] }) : undefined}
    />
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
