import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { countsAfter, silentOf } from '../../../src/shared/repermission.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { todayHere } from '../../i18n/zone.ts';
import { NumberField } from '../../ui/field.tsx';
import { CountFields } from './count-fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { countsOf, typedOf } from './typed-counts.ts';

interface ResultDialogProps {
  readonly plan: Repermission;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** What the client tells: the answers, and how many are left in each group. */
export function ResultDialog({ plan: { id, plan, result }, isOpen, onOpenChange }: ResultDialogProps) {
  const { t } = useTranslation('repermissionScreen');
  const { number } = useFormat();
  const [told, setTold] = useState(result);
  const [typed, setTyped] = useState(typedOf(result.counts));
  const [isChecked, setChecked] = useState(false);
  const counts = countsOf(typed);
  const due = plan.before === null ? null : countsAfter({ ...plan, before: plan.before }, told);
  const save = useMutation(orpc.repermission.result.mutationOptions({ onSuccess: () => onOpenChange(false) }));
  const press = () => {
    setChecked(true);
    if (counts !== undefined) save.mutate({ id, result: { ...told, counts } });
  };
  return (
    <FormDialog title={t('tellResult')} isOpen={isOpen} saving={save} onOpenChange={onOpenChange} onSave={press}>
      {plan.asked > 0 && <Answers asked={plan.asked} told={told} onChange={setTold} />}
      <CountFields
        legend={t('form.figures')}
        typed={typed}
        isChecked={isChecked}
        on={{ label: t('form.toldOn'), day: told.toldOn }}
        hint={(segment) => (due === null ? t(`who.${segment}`) : t('form.due', { count: number(due[segment]) }))}
        onChange={(figures, toldOn) => {
          setTyped(figures);
          setTold({ ...told, toldOn });
        }}
      />
    </FormDialog>
  );
}

interface PartProps {
  readonly told: Repermission['result'];
  onChange(told: Repermission['result']): void;
}

function Answers({ asked, told, onChange }: PartProps & { readonly asked: number }) {
  const { t } = useTranslation('repermissionScreen');
  const { number } = useFormat();
  return (
    <fieldset className="plan-part">
      <legend>{t('answers')}</legend>
      <div className="columns">
        <NumberField
          label={t('form.yes')}
          value={told.yes}
          minValue={0}
          maxValue={asked}
          onChange={(yes) => onChange({ ...told, yes: yes ?? 0, toldOn: todayHere() })}
        />
        <NumberField
          label={t('form.no')}
          value={told.no}
          minValue={0}
          maxValue={asked}
          onChange={(no) => onChange({ ...told, no: no ?? 0, toldOn: todayHere() })}
        />
      </div>
      <p className="soft" aria-live="polite">
        {t('form.silent', { silent: number(Math.max(0, silentOf(asked, told))), asked: number(asked) })}
      </p>
    </fieldset>
  );
}
