import { ListChecks, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentStep } from '../../../src/contract/incidents.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ExplanationsPanel } from '../explanations/index.ts';
import { LetterPanel, RelapsePanel, ToldPanel } from '../letters/index.ts';
import { RecipientPanel } from '../recipients/index.ts';
import { InnocentsPanel, RepermissionPanel } from '../repermission/index.ts';
import { FindCulprit } from './find-culprit.tsx';
import { goToFindings } from './findings-card.tsx';
import { letterOf } from './letter-of.rules.ts';

interface ToolProps {
  incident: Incident;
  step: IncidentStep;
}

/** What a step is done with; nothing where words are enough. */
export function StepTool({ incident, step: { id } }: ToolProps) {
  switch (id) {
    case 'find_culprit':
      return <FindCulprit incident={incident} />;
    case 'ask_explanations':
    case 'judge_answer':
      return <ExplanationsPanel incident={incident} />;
    case 'demand_vigilance':
    case 'formal_warning':
    case 'ask_unblocking':
    case 'ask_delisting':
    case 'await_answer':
      return <Letters incident={incident} step={id} />;
    case 'attach_proof':
      return <ToldPanel incident={incident} />;
    case 'watch_72h':
    case 'watch_7d':
      return <RelapsePanel incident={incident} />;
    case 'pause_recipient':
    case 'collect_facts':
    case 'correct_address':
    case 'await_confirmation':
    case 'trusted_sender':
      return <RecipientPanel incident={incident} step={id} />;
    case 'repermission':
      return <RepermissionPanel incident={incident} />;
    case 'tell_innocent':
      return <InnocentsPanel incident={incident} />;
    case 'apply_in_advance':
      return <ToDossiers />;
    case 'write_down':
      return <ToFindings />;
    default:
      return null;
  }
}

function Letters({ incident, step }: { incident: Incident; step: IncidentStep['id'] }) {
  const kind = letterOf(incident.subject, step);
  return kind === null ? null : <LetterPanel incident={incident} kind={kind} />;
}

function ToDossiers() {
  const { t } = useTranslation('incidentsScreen');
  return (
    <div className="row">
      <LinkButton to="/incidents/dossiers" icon={ListChecks}>
        {t('tool.dossiers')}
      </LinkButton>
    </div>
  );
}

/** Cause, fix and prevention stand beside the procedure. */
function ToFindings() {
  const { t } = useTranslation('incidentsScreen');
  return (
    <div className="row">
      <Button icon={PencilLine} onPress={goToFindings}>
        {t('step.toFindings')}
      </Button>
    </div>
  );
}
