import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentStep, StepId } from '../../../src/contract/incidents.ts';
import { useFormat } from '../../i18n/format.ts';
import { Notice, StateTag } from '../../ui/display.tsx';
import { DateTime } from '../../ui/time.tsx';
import { STATE_ICONS, useSpent } from './case-words.ts';
import { goToFindings } from './findings-card.tsx';
import { hardenedBy } from './hardened.rules.ts';
import { StepActions } from './step-actions.tsx';
import { StepTool } from './step-tool.tsx';
import { useStorySentence } from './story-words.ts';

interface StepProps {
  incident: Incident;
  step: IncidentStep;
  isOpen: boolean;
  onOpen(): void;
  onGo(step: StepId): void;
  onOver(next: StepId | null): void;
}

/** A step of the procedure: how it stands, who does it, by when; opened, what to do and with what. */
export function StepItem({ incident, step, isOpen, onOpen, onGo, onOver }: StepProps) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const Icon = STATE_ICONS[step.state];
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="case-step" data-state={step.state} data-open={isOpen}>
      <h4>
        <button type="button" id={`step-${step.id}`} className="case-step-head" aria-expanded={isOpen} onClick={onOpen}>
          <Icon size={18} className="case-step-icon" aria-hidden />
          <span className="case-step-name">{t(`incidents:step.${step.id}`)}</span>
          <span className="case-step-facts">
            {step.hardened && <TriangleAlert size={16} className="case-step-harder" aria-label={t('step.hardened')} />}
            <span className="badge">{t(`incidents:actor.${step.actor}`)}</span>
            <StepState step={step} />
          </span>
          <Arrow size={16} aria-hidden />
        </button>
      </h4>
      {isOpen && (
        <div className="case-step-body stack">
          <p className="prose">{t(`incidents:how.${step.id}`)}</p>
          <Hardened incident={incident} step={step} />
          <Locked step={step} onGo={onGo} />
          <Said incident={incident} step={step} />
          <Noted step={step} />
          <StepTool incident={incident} step={step} />
          {incident.closedAt === null && <StepActions key={step.state} incident={incident} step={step} onOver={onOver} />}
        </div>
      )}
    </li>
  );
}

/** Its state in a word, or the day it is due. */
function StepState({ step: { id, state, dueOn, overdueDays, before, needsFindings } }: Pick<StepProps, 'step'>) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { date } = useFormat();
  const isLate = overdueDays > 0;
  const isLocked = before.length > 0 || (needsFindings && id !== 'write_down');
  return (
    <span className="soft small" data-late={isLate}>
      {isLocked ? t('step.locked') : state !== 'open' && t(`incidents:state.${state}`)}
      {(isLocked || state !== 'open') && dueOn !== null && ' · '}
      {dueOn !== null && (isLate ? t('step.dueLate', { date: date(dueOn) }) : t('step.due', { date: date(dueOn) }))}
    </span>
  );
}

function Hardened({ incident, step: { hardened } }: Pick<StepProps, 'incident' | 'step'>) {
  const { t } = useTranslation('incidentsScreen');
  if (!hardened) return null;
  const worst = hardenedBy(incident);
  return (
    <div className="stack" data-gap="s">
      <StateTag tone="attention" icon={TriangleAlert}>
        {t('step.hardened')}
      </StateTag>
      {worst !== undefined && <p className="soft small">{t('step.hardenedWhy', { name: worst.name, count: worst.before })}</p>}
    </div>
  );
}

/** Steps that ask somebody who refuses whoever asks too early. */
const ASKS: readonly StepId[] = ['ask_unblocking', 'ask_delisting', 'await_answer', 'apply_in_advance'];

/** What has to be there first. */
function Locked({ step: { id, before, needsFindings: isUnwritten }, onGo }: Pick<StepProps, 'step' | 'onGo'>) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  // What is to be written down is this very step.
  const needsFindings = isUnwritten && id !== 'write_down';
  if (before.length === 0 && !needsFindings) return null;
  return (
    <Notice tone="info" title={t('step.locked')}>
      {before.length > 0 && (
        <>
          <p>{t(ASKS.includes(id) ? 'step.lockedSteps' : 'step.lockedFirst')}</p>
          <ul className="case-before">
            {before.map((earlier) => (
              <li key={earlier}>
                <button type="button" className="link" onClick={() => onGo(earlier)}>
                  {t(`incidents:step.${earlier}`)}
                </button>
              </li>
            ))}
          </ul>
          {before.includes('repermission') && <p>{t('step.lockedPlan')}</p>}
        </>
      )}
      {needsFindings && (
        <p>
          {t('step.lockedFindings')}{' '}
          <button type="button" className="link" onClick={goToFindings}>
            {t('step.toFindings')}
          </button>
        </p>
      )}
    </Notice>
  );
}

/** What the program tells of a step that is answered with it, or not needed because of an answer. */
function Said({ incident: { story }, step: { id, state } }: Pick<StepProps, 'incident' | 'step'>) {
  const sentence = useStorySentence();
  const told = story.findLast((entry) => entry.step === id)?.told ?? null;
  if (told === null || (state !== 'not_needed' && id !== 'decide_intended')) return null;
  return <p className="prose">{sentence(told)}</p>;
}

/** What was said of it last, by whom, and what it took. */
function Noted({ step }: Pick<StepProps, 'step'>) {
  const { t } = useTranslation('common');
  const spent = useSpent()(step);
  if (step.changed === null) return null;
  return (
    <div className={step.note === '' ? undefined : 'case-noted'}>
      {step.note !== '' && <p className="case-words">{step.note}</p>}
      <p className="soft small">
        {step.changed.author || t('notNamed')}, <DateTime at={step.changed.at} />
        {spent !== '' && ` · ${spent}`}
      </p>
    </div>
  );
}
