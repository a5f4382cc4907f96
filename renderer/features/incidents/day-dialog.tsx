import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentStep } from '../../../src/contract/incidents.ts';
import { dateIn } from '../../../src/shared/calendar.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ZONE_HERE } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { useAct } from './use-case.ts';

interface DayProps {
  incident: Incident;
  step: IncidentStep;
  onClose(): void;
}

/** Another day for a step: a case is never without one. */
export function DayDialog({ incident: { id }, step: { id: step, dueOn }, onClose }: DayProps) {
  const { t } = useTranslation(['incidentsScreen', 'incidents', 'common']);
  const { date } = useFormat();
  const [today] = useState(() => dateIn(Date.now(), ZONE_HERE));
  const [on, setOn] = useState<string | null>(dueOn !== null && dueOn >= today ? dueOn : null);
  const set = useAct(
    (day: string) => client.incidents.setDay({ id, step, on: day }),
    (_, day) => {
      onClose();
      return { text: t('step.daySaid', { date: date(day) }) };
    },
  );
  const isWrong = on === null || on < today;
  return (
    <Dialog
      title={t('step.dayTitle', { step: t(`incidents:step.${step}`) })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isWrong} isPending={set.isPending} onPress={() => on !== null && set.mutate(on)}>
            {t('step.save')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('step.dayWhy')}</p>
      <DateField label={t('step.day')} value={on} onChange={setOn} min={today} />
    </Dialog>
  );
}
