import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repermission } from '../../../src/contract/repermission.ts';
import { countsAfter, SEGMENTS, silentOf } from '../../../src/shared/repermission.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

interface ResultDialogProps {
  readonly plan: Repermission;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** What the client tells: the answers, and how many are left in each group. */
export function ResultDialog({ plan: { id, plan, result }, isOpen, onOpenChange }: ResultDialogProps) {
  const { t } = useTranslation(['repermissionScreen', 'common']);
  const [told, setTold] = useState(result);
  const save = useMutation(orpc.repermission.result.mutationOptions({ onSuccess: () => onOpenChange(false) }));
  return (
    <Dialog
      wide
      title={t('tellResult')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={
        <>
          <Button onPress={() => onOpenChange(false)}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate({ id, result: told })}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <div className="stack" data-gap="l">
        {save.error !== null && <ErrorNotice error={save.error} />}
        {plan.asked > 0 && <Answers asked={plan.asked} told={told} onChange={setTold} />}
        <Figures list={plan} told={told} onChange={setTold} />
      </div>
    </Dialog>
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
        <NumberField label={t('form.yes')} value={told.yes} minValue={0} maxValue={asked} onChange={(yes) => onChange({ ...told, yes: yes ?? 0 })} />
        <NumberField label={t('form.no')} value={told.no} minValue={0} maxValue={asked} onChange={(no) => onChange({ ...told, no: no ?? 0 })} />
      </div>
      <p className="soft" aria-live="polite">
        {t('form.silent', { silent: number(Math.max(0, silentOf(asked, told))), asked: number(asked) })}
      </p>
    </fieldset>
  );
}

function Figures({ list, told, onChange }: PartProps & { readonly list: Repermission['plan'] }) {
  const { t } = useTranslation('repermissionScreen');
  const { number } = useFormat();
  const due = countsAfter(list, told);
  const counts = told.counts ?? { a: 0, b: 0, c: 0, d: 0 };
  return (
    <fieldset className="plan-part">
      <legend>{t('form.figures')}</legend>
      <div className="columns">
        {SEGMENTS.map((segment) => (
          <NumberField
            key={segment}
            label={t(`segment.${segment}`)}
            hint={t('form.due', { count: number(due[segment]) })}
            value={told.counts === null ? null : counts[segment]}
            minValue={0}
            maxValue={100_000_000}
            onChange={(count) => onChange({ ...told, counts: { ...counts, [segment]: count ?? 0 } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
