import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DifferencesList } from './differences-list.tsx';
import './connections.css';

/** Where hosts and the own list do not agree: nothing is done about it before a person says so. */
export function DifferencesScreen() {
  const { t } = useTranslation(['connections', 'hosts']);
  return (
    <Page title={t('differences.title')} intro={t('differences.intro')} parent={{ to: '/hosts', label: t('hosts:title') }} wide>
      <Tabs
        label={t('differences.title')}
        tabs={[
          { id: 'open', label: t('differences.open'), content: <DifferencesList key="open" decided={false} /> },
          { id: 'ignored', label: t('differences.ignored'), content: <DifferencesList key="ignored" decided /> },
        ]}
      />
    </Page>
  );
}
