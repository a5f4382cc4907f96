import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { StepList } from './step-list.tsx';
import { useSitting } from './use-sitting.ts';

/** On Today, while the first sitting is open: how far it is and the way back into it. */
export function FirstSteps() {
  const { t } = useTranslation('welcome');
  const sitting = useSitting();
  if (sitting === undefined) return null;
  return (
    <Card
      title={t('firstSteps')}
      actions={
        <LinkButton to="/welcome" variant="primary" icon={ArrowRight}>
          {t('resume')}
        </LinkButton>
      }
    >
      <StepList steps={sitting.steps} compact />
    </Card>
  );
}
