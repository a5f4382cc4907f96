import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';

/** The two parts of sending: what leaves, and what only practised. */
export function SendingTabs() {
  const { t } = useTranslation('sending');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/sending', label: t('tabs.outbox') },
        { to: '/sending/mailbox', label: t('tabs.mailbox') },
      ]}
    />
  );
}
