import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { useUndecided } from './use-connections.ts';

/** Says that hosts show accounts nobody decided about yet, and leads to them. */
export function DifferencesNotice() {
  const { t } = useTranslation('connections');
  const count = useUndecided();
  if (count === 0) return null;
  return (
    <Notice tone="attention" title={t('differences.waiting', { count })} actions={<LinkButton to="/hosts/differences">{t('differences.look')}</LinkButton>}>
      {t('differences.waitingWhy')}
    </Notice>
  );
}
