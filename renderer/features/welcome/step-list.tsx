import { ArrowRight, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import type { Step } from './steps.rules.ts';

/** The five steps: done, next, later. `compact` shows their names only. */
export function StepList({ steps, compact = false }: { steps: readonly Step[]; compact?: boolean }) {
  const { t } = useTranslation('welcome');
  return (
    <ol className="step-list" data-compact={compact ? true : undefined}>
      {steps.map((step, index) => (
        <li key={step.id} data-state={step.state} aria-current={step.state === 'next' ? 'step' : undefined}>
          <span className="step-mark figure" aria-hidden>
            {step.state === 'done' ? <Check size={16} strokeWidth={3} /> : index + 1}
          </span>
          <div>
            <p className="step-title">
              {t(`step.${step.id}`)} <span className="visually-hidden">{t(`state.${step.state}`)}</span>
            </p>
            {!compact && <p className="soft">{t(`text.${step.id}`)}</p>}
          </div>
          {!compact && <StepAction step={step} />}
        </li>
      ))}
    </ol>
  );
}

function StepAction({ step }: { step: Step }) {
  const { t } = useTranslation('welcome');
  if (step.state === 'later') return null;
  return step.state === 'next' ? (
    <LinkButton to={step.to} variant="primary" icon={ArrowRight}>
      {t(`action.${step.id}`)}
    </LinkButton>
  ) : (
    <LinkButton to={{ host: '/hosts', clients: '/clients', policy: '/hosts', notice: '/sending', proof: '/notices/proof' }[step.id]} variant="quiet">
      {t('look')}
    </LinkButton>
  );
}
