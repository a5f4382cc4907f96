import { ArrowRight, Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button, LinkButton } from '../../ui/button.tsx';
import { toast } from '../../ui/toasts.tsx';
import { STEP_IDS } from './steps.rules.ts';
import { setSitting, useSitting } from './use-sitting.ts';

/** While the first sitting is open: which step is next, and the way there. */
export function SittingBar() {
  const { t } = useTranslation('welcome');
  const [location, navigate] = useLocation();
  const sitting = useSitting();
  if (sitting?.next === undefined || location === '/' || location === '/welcome') return null;
  const { next, doneCount } = sitting;
  const finish = async () => {
    await setSitting('done');
    toast({ text: t('finished'), undo: () => void setSitting('open') });
    navigate('/');
  };
  return (
    <aside className="sitting-bar" aria-label={t('bar.label')}>
      <a href="#/welcome" className="small">
        {t('bar.progress', { done: doneCount, total: STEP_IDS.length })}
      </a>
      <p>{t(location === next.to ? `bar.here.${next.id}` : `bar.next.${next.id}`)}</p>
      {location !== next.to && (
        <LinkButton to={next.to} variant="primary" icon={ArrowRight}>
          {t(`action.${next.id}`)}
        </LinkButton>
      )}
      {location === next.to && next.id === 'proof' && (
        <Button variant="primary" icon={Flag} onPress={() => void finish()}>
          {t('finish')}
        </Button>
      )}
    </aside>
  );
}
