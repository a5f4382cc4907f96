import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repermission, RepermissionPlan } from '../../../src/contract/repermission.ts';
import { PolicyTerms } from '../../../src/contract/texts.ts';
import { LAW_SAYS, SEGMENTS, SENT_FROM } from '../../../src/shared/repermission.ts';
import { orpc } from '../../client/client.ts';
import { CheckList, Select, Switch } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { CountFields } from './count-fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { countsOf, typedOf } from './typed-counts.ts';

const COUNTRIES = PolicyTerms.shape.lawCountry.unwrap().options;

interface PlanDialogProps {
  readonly plan: Repermission;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

interface PartProps {
  readonly plan: RepermissionPlan;
  set(change: Partial<RepermissionPlan>): void;
}

/** Everything that is planned, on one page. */
export function PlanDialog({ plan: { id, plan: kept }, isOpen, onOpenChange }: PlanDialogProps) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const [plan, setPlan] = useState(kept);
  const [typed, setTyped] = useState(typedOf(kept.before));
  const [isChecked, setChecked] = useState(false);
  const change = useMutation(orpc.repermission.change.mutationOptions());
  const before = countsOf(typed);
  const set = (part: Partial<RepermissionPlan>) => setPlan((earlier) => ({ ...earlier, ...part }));
  const save = () => {
    setChecked(true);
    if (before === undefined || asksNobody(plan)) return;
    change.mutate(
      { id, plan: { ...plan, before } },
      {
        onSuccess: () => {
          onOpenChange(false);
          toast({ text: t('common:saved'), undo: () => change.mutate({ id, plan: kept }) });
        },
      },
    );
  };
  return (
    <FormDialog title={t('change')} isOpen={isOpen} saving={change} onOpenChange={onOpenChange} onSave={save}>
      <CountFields
        legend={t('form.groups')}
        typed={typed}
        isChecked={isChecked}
        on={{ label: t('form.countedOn'), day: plan.countedOn }}
        hint={(segment) => t(`who.${segment}`)}
        onChange={(counts, countedOn) => {
          setTyped(counts);
          set({ countedOn });
        }}
      />
      <Message plan={plan} set={set} isChecked={isChecked} />
      {plan.writesTo.length > 0 && <HowSent plan={plan} set={set} />}
      <Days plan={plan} set={set} />
    </FormDialog>
  );
}

/** Group B is to be written to, and nobody said how many of it. */
const asksNobody = ({ writesTo, asked }: RepermissionPlan): boolean => writesTo.includes('b') && asked === 0;

function Message({ plan, set, isChecked }: PartProps & { isChecked: boolean }) {
  const { writesTo, asked, keepsRest } = plan;
  const { t } = useTranslation('repermissionScreen');
  const options = SEGMENTS.map((id) => ({ id, label: t(`segment.${id}`) }));
  return (
    <fieldset className="plan-part">
      <legend>{t('form.message')}</legend>
      <CheckList
        label={t('form.writesTo')}
        options={options}
        value={writesTo}
        onChange={(chosen) => set({ writesTo: [...chosen], ...(!chosen.includes('b') && { asked: 0 }) })}
      />
      {writesTo.includes('b') && (
        <NumberField
          label={t('form.asked')}
          hint={t('form.askedHint')}
          value={asked === 0 ? null : asked}
          minValue={1}
          maxValue={100_000_000}
          {...(isChecked && asksNobody(plan) && { error: t('form.askedMissing') })}
          onChange={(count) => set({ asked: count ?? 0 })}
        />
      )}
      <Switch label={t('form.keepsRest')} isSelected={keepsRest} onChange={(keeps) => set({ keepsRest: keeps })} />
    </fieldset>
  );
}

function HowSent({ plan: { from, rate, offerInside, rounds, lawCountry, lawSays }, set }: PartProps) {
  const { t } = useTranslation(['repermissionScreen', 'policies']);
  return (
    <fieldset className="plan-part">
      <legend>{t('form.how')}</legend>
      <div className="columns">
        <Select
          label={t('form.from')}
          value={from}
          onChange={(place) => set({ from: place })}
          options={SENT_FROM.map((id) => ({ id, label: t(`from.${id}`) }))}
        />
        <NumberField
          label={t('form.rate')}
          value={rate === null ? null : Math.round((rate.count * 60) / rate.seconds)}
          minValue={1}
          maxValue={10_000}
          onChange={(count) => set({ rate: count === null ? null : { count, seconds: 60 } })}
        />
        <NumberField label={t('form.rounds')} value={rounds} minValue={1} maxValue={9} onChange={(count) => set({ rounds: count ?? 1 })} />
        <Select
          label={t('policies:term.lawCountry')}
          value={lawCountry}
          onChange={(country) => set({ lawCountry: country })}
          options={COUNTRIES.map((id) => ({ id, label: id === 'none' ? t('form.noCountry') : t(`policies:country.${id}`) }))}
        />
        <Select
          label={t('form.lawSays')}
          value={lawSays}
          onChange={(says) => set({ lawSays: says })}
          options={LAW_SAYS.map((id) => ({ id, label: t(`lawSays.${id}`) }))}
        />
      </div>
      <Switch label={t('form.offerInside')} isSelected={offerInside} onChange={(inside) => set({ offerInside: inside })} />
    </fieldset>
  );
}

function Days({ plan: { writesTo, startsOn, answersUntil, reportBy }, set }: PartProps) {
  const { t } = useTranslation('repermissionScreen');
  return (
    <fieldset className="plan-part">
      <legend>{t('form.days')}</legend>
      <div className="columns">
        {writesTo.length > 0 && (
          <>
            <DateField label={t('date.starts')} value={startsOn} onChange={(day) => set({ startsOn: day })} />
            <DateField label={t('date.until')} hint={t('form.untilHint')} value={answersUntil} onChange={(day) => set({ answersUntil: day })} />
          </>
        )}
        <DateField label={t('date.report')} hint={t('form.reportHint')} value={reportBy} onChange={(day) => day !== null && set({ reportBy: day })} />
      </div>
    </fieldset>
  );
}
