import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';
import { RepliesTab } from './replies-tab.tsx';

/** The parts of notices. */
export function NoticesTabs() {
  const { t } = useTranslation('notices');
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/notices', label: t('tabs.toSend') },
        { to: '/notices/sent', label: t('tabs.sent') },
        { to: '/notices/replies', label: <RepliesTab>{t('tabs.replies')}</RepliesTab> },
        { to: '/notices/proof', label: t('tabs.proof') },
        { to: '/notices/check', label: t('tabs.check') },
      ]}
    />
  );
}
