import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';

/** The parts of hosts. */
export function HostsTabs() {
  const { t } = useTranslation('connections');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/hosts', label: t('tabs.hosts') },
        { to: '/hosts/volume', label: t('tabs.volume') },
        { to: '/hosts/status', label: t('tabs.status') },
        { to: '/hosts/alerts', label: t('tabs.alerts') },
      ]}
    />
  );
}
