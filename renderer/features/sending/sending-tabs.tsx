import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';

/** The parts of sending: what leaves, what came back, what gets nothing, and what only practised. */
export function SendingTabs() {
  const { t } = useTranslation('sending');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/sending', label: t('tabs.outbox') },
        { to: '/sending/returned', label: t('tabs.returned') },
        { to: '/sending/blocked', label: t('tabs.blocked') },
        { to: '/sending/mailbox', label: t('tabs.mailbox') },
      ]}
    />
  );
}
