import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import type { Today } from './needs.rules.ts';

interface RemindersCardProps {
  reminders: Today['reminders'];
  /** Without a policy nobody was told, and nobody can be reminded. */
  hasPolicy: boolean;
}

/** Reminders of the coming week, and what is late. */
export function RemindersCard({ reminders: { week, catchUp }, hasPolicy }: RemindersCardProps) {
  const { t } = useTranslation('today');
  if (!hasPolicy) return null;
  return (
    <Card title={t('reminders.title')} actions={<LinkButton to="/reminders">{t('reminders.open')}</LinkButton>}>
      <p>
        {week === 0 ? t('reminders.none') : t('reminders.week', { count: week })} {catchUp.late > 0 && t('reminders.late', { count: catchUp.late })}
      </p>
    </Card>
  );
}
