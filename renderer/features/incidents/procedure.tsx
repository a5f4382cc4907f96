import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Incident, IncidentPhase, type IncidentStep, type StepId } from '../../../src/contract/incidents.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { hardenedBy } from './hardened.rules.ts';
import { StepItem } from './step-item.tsx';

interface ProcedureProps {
  incident: Incident;
  openStep: StepId | null;
  onOpen(step: StepId | null): void;
  onGo(step: StepId): void;
  onOver(next: StepId | null): void;
}

/** The steps of a case by phase; one of them is open, with what it needs below it. */
export function Procedure({ incident, openStep, onOpen, onGo, onOver }: ProcedureProps) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const phases = IncidentPhase.options.map((phase) => ({ phase, steps: incident.steps.filter((step) => step.phase === phase) }));
  return (
    <Card title={t('procedure.title')}>
      <Harder incident={incident} />
      {phases
        .filter(({ steps }) => steps.length > 0)
        .map(({ phase, steps }) => (
          <section key={phase} className="case-phase" aria-label={t(`incidents:phase.${phase}`)}>
            <div className="case-phase-head">
              <h3>{t(`incidents:phase.${phase}`)}</h3>
              <span className="soft small">{t('procedure.phaseState', { done: steps.filter(isOver).length, total: steps.length })}</span>
            </div>
            <ol className="case-steps">
              {steps.map((step) => (
                <StepItem
                  key={step.id}
                  incident={incident}
                  step={step}
                  isOpen={openStep === step.id}
                  onOpen={() => onOpen(openStep === step.id ? null : step.id)}
                  onGo={onGo}
                  onOver={onOver}
                />
              ))}
            </ol>
          </section>
        ))}
    </Card>
  );
}

/** Which steps are there because somebody caused a case before, and who: nothing gets stricter without a word. */
function Harder({ incident }: { incident: Incident }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { list } = useFormat();
  const steps = incident.steps.filter(({ hardened }) => hardened);
  const worst = hardenedBy(incident);
  if (steps.length === 0 || worst === undefined) return null;
  return (
    <p className="case-harder prose">
      <TriangleAlert size={16} aria-hidden />
      <span>
        {t('step.hardenedWhy', { name: worst.name, count: worst.before })}{' '}
        {t('procedure.harder', { list: list(steps.map(({ id }) => t(`incidents:step.${id}`))) })}
      </span>
    </p>
  );
}

function isOver({ state }: IncidentStep): boolean {
  return state === 'done' || state === 'not_needed';
}
