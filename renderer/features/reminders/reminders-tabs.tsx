import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';
import './reminders.css';

/** The parts of reminders. */
export function RemindersTabs() {
  const { t } = useTranslation('reminders');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/reminders', label: t('tabs.overview') },
        { to: '/reminders/planned', label: t('tabs.planned') },
        { to: '/reminders/rules', label: t('tabs.rules') },
        { to: '/reminders/pauses', label: t('tabs.pauses') },
        { to: '/reminders/history', label: t('tabs.history') },
      ]}
    />
  );
}
