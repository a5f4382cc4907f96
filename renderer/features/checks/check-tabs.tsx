import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';
import { NoticesTabs } from '../notices/index.ts';

/** The parts of notices, and below them what can be checked before a mailing. */
export function CheckTabs() {
  const { t } = useTranslation('checksScreen');
  return (
    <div className="stack" data-gap="s">
      <NoticesTabs />
      <RouteTabs
        sub
        label={t('tabs.label')}
        tabs={[
          { to: '/notices/check', label: t('tabs.mail') },
          { to: '/notices/check/list', label: t('tabs.list') },
          { to: '/notices/check/advice', label: t('tabs.advice') },
        ]}
      />
    </div>
  );
}
