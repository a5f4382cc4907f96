import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';

/** Before anybody was told there is nothing to remind of. */
export function NobodyTold({ icon }: { icon: LucideIcon }) {
  const { t } = useTranslation('reminders');
  return (
    <EmptyState
      icon={icon}
      title={t('empty.noneTold')}
      actions={
        <LinkButton variant="primary" to="/notices">
          {t('empty.toNotices')}
        </LinkButton>
      }
    >
      {t('empty.noneToldWhy')}
    </EmptyState>
  );
}
