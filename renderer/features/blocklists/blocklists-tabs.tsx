import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';
import { HostsTabs } from '../connections/index.ts';

/** The parts of block lists, below those of hosts. */
export function BlocklistsTabs() {
  const { t } = useTranslation('blocklists');
  return (
    <>
      <HostsTabs />
      <RouteTabs
        sub
        label={t('tabs.label')}
        tabs={[
          { to: '/hosts/blocklists', label: t('tabs.addresses') },
          { to: '/hosts/blocklists/lists', label: t('tabs.lists') },
          { to: '/hosts/blocklists/settings', label: t('tabs.settings') },
        ]}
      />
    </>
  );
}
