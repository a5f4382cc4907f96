import { useTranslation } from 'react-i18next';
import { RouteTabs } from '../../ui/tabs.tsx';
import { NoticesTabs } from '../notices/index.ts';

/** The parts of notices, and below them the parts of proof. */
export function ProofTabs() {
  const { t } = useTranslation('evidenceScreen');
  return (
    <div className="stack" data-gap="s">
      <NoticesTabs />
      <RouteTabs
        sub
        label={t('tabs.label')}
        tabs={[
          { to: '/notices/proof', label: t('tabs.proof') },
          { to: '/notices/proof/told', label: t('tabs.told') },
          { to: '/notices/proof/gaps', label: t('tabs.gaps') },
          { to: '/notices/proof/ledger', label: t('tabs.ledger') },
        ]}
      />
    </div>
  );
}
