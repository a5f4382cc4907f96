import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentSubject } from '../../../src/contract/incidents.ts';
import { isMomentUnknown } from '../../../src/shared/unknown-moment.ts';
import { client } from '../../client/client.ts';
import { clockHere, ZONE_HERE } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { DateTimeField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { type Draft, draftOf, faultsOf, subjectOf } from './draft.rules.ts';
import { SubjectFields } from './subject-fields.tsx';
import { useAct } from './use-case.ts';

/** Puts right what an open case is about. Of one recipient that is told step by step, at the steps. */
export function PutRight({ incident }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const [isOpen, setOpen] = useState(false);
  if (incident.closedAt !== null || incident.kind === 'recipient') return null;
  return (
    <div>
      <Button variant="quiet" icon={PencilLine} onPress={() => setOpen(true)}>
        {t('head.correct')}
      </Button>
      {isOpen && <SubjectDialog incident={incident} onClose={() => setOpen(false)} />}
    </div>
  );
}

function SubjectDialog({ incident, onClose }: { incident: Incident; onClose(): void }) {
  const { t } = useTranslation(['incidentsScreen', 'common']);
  const { id, occurredAt } = incident;
  // Nobody need say when it happened; what was said is put right, not taken back.
  const known = isMomentUnknown(incident) ? null : clockHere(occurredAt);
  const [draft, setDraft] = useState<Draft>(() => draftOf(incident.subject, incident.kind));
  const [at, setAt] = useState<string | null>(() => known);
  const save = useAct(
    (subject: IncidentSubject) => client.incidents.setSubject({ id, subject, ...(at !== null && at !== known && { occurredAt: new Date(at).toISOString() }) }),
    () => {
      onClose();
      return { text: t('head.corrected') };
    },
  );
  const faults = faultsOf(draft);
  const subject = subjectOf(draft);
  const isWrong = subject === null || (at === null && known !== null) || Object.keys(faults).length > 0;
  return (
    <Dialog
      title={t('head.correctTitle')}
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isWrong} isPending={save.isPending} onPress={() => subject !== null && save.mutate(subject)}>
            {t('step.save')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('head.correctWhy')}</p>
      <SubjectFields form={{ draft, set: (part) => setDraft((now) => ({ ...now, ...part })), faults }} />
      <DateTimeField label={t('new.at')} hint={t('new.atZone', { zone: ZONE_HERE.replaceAll('_', ' ') })} value={at} onChange={setAt} />
    </Dialog>
  );
}
