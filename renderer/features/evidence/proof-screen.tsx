import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { NoticesTabs } from '../notices/index.ts';
import { CoverageCard } from './coverage-card.tsx';
import { EvidenceList } from './evidence-list.tsx';

/** Who has been told, in figures and one by one. */
export function ProofScreen() {
  const { t } = useTranslation(['evidenceScreen', 'notices']);
  return (
    <Page title={t('notices:title')} wide>
      <NoticesTabs />
      <CoverageCard />
      <EvidenceList />
    </Page>
  );
}
