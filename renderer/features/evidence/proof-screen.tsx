import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import { Page } from '../../ui/page.tsx';
import { CoverageCard } from './coverage-card.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { HostFilter } from './host-filter.tsx';
import { LadderCard } from './ladder-card.tsx';
import { ProofTabs } from './proof-tabs.tsx';

/** Who has been told and how strongly that is proved, in figures and one by one. */
export function ProofScreen() {
  const { t } = useTranslation(['evidenceScreen', 'notices']);
  const [hostId, setHostId] = useState<HostId>();
  return (
    <Page title={t('notices:title')} wide>
      <ProofTabs />
      <HostFilter value={hostId} onChange={setHostId} />
      <CoverageCard hostId={hostId} />
      <LadderCard hostId={hostId} />
      <EvidenceList />
    </Page>
  );
}
