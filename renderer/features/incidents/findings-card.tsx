import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentFindings } from '../../../src/contract/incidents.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FINDINGS } from './findings.rules.ts';
import { useAct } from './use-case.ts';
import { useMissing } from './use-missing.ts';

/** What was found out: hosts and lists ask for it, and no case closes without it. */
export function FindingsCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  return (
    <Card title={t('findings.title')}>
      <div id="findings" className="stack">
        <p className="soft prose">{t('findings.why')}</p>
        {incident.closedAt === null ? <Fields incident={incident} /> : <Kept findings={incident.findings} />}
      </div>
    </Card>
  );
}

/** What is typed stays while the case changes around it. */
function Fields({ incident: { id, findings } }: { incident: Incident }) {
  const { t } = useTranslation('incidentsScreen');
  const [typed, setTyped] = useState<Partial<IncidentFindings>>({});
  const shown = { ...findings, ...typed };
  const isChanged = FINDINGS.some((key) => shown[key].trim() !== findings[key]);
  const save = useAct(
    () => client.incidents.setFindings({ id, findings: typed }),
    () => {
      setTyped({});
      return { text: t('findings.saved') };
    },
  );
  return (
    <>
      {FINDINGS.map((key) => (
        <TextArea key={key} label={t(`findings.${key}`)} wide rows={3} value={shown[key]} onChange={(text) => setTyped((now) => ({ ...now, [key]: text }))} />
      ))}
      <Standing findings={findings} />
      <div className="row">
        <Button variant={isChanged ? 'primary' : 'secondary'} isDisabled={!isChanged} isPending={save.isPending} onPress={() => save.mutate(undefined)}>
          {t('step.save')}
        </Button>
      </div>
    </>
  );
}

function Kept({ findings }: { findings: IncidentFindings }) {
  const { t } = useTranslation('incidents');
  return FINDINGS.map((key) => (
    <div key={key}>
      <h3>{t(`finding.${key}`)}</h3>
      <p className="case-words">{findings[key]}</p>
    </div>
  ));
}

/** To the first of the three fields. */
export function goToFindings(): void {
  document.getElementById('findings')?.querySelector('textarea')?.focus();
}

function Standing({ findings }: { findings: IncidentFindings }) {
  const { t } = useTranslation('incidentsScreen');
  const missing = useMissing(findings);
  if (missing === '') return <StateTag tone="ok">{t('findings.complete')}</StateTag>;
  return <StateTag tone="attention">{t('findings.missing', { list: missing })}</StateTag>;
}
