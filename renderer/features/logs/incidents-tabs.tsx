import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';

/** The parts of the place Incidents. */
export function IncidentsTabs() {
  const { t } = useTranslation('incidentsScreen');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/incidents', label: t('tabs.cases') },
        { to: '/incidents/causes', label: t('tabs.causes') },
        { to: '/incidents/logs', label: t('tabs.logs') },
        { to: '/incidents/dossiers', label: t('tabs.dossiers') },
      ]}
    />
  );
}
