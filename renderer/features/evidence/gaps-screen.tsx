import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import { Page } from '../../ui/page.tsx';
import { DelayCard } from './delay-card.tsx';
import { GapsList } from './gaps-list.tsx';
import { HostFilter } from './host-filter.tsx';
import { ProofTabs } from './proof-tabs.tsx';

/** Who is without proof, since when, and how long the first notice takes. */
export function GapsScreen() {
  const { t } = useTranslation(['evidenceScreen', 'notices']);
  const [hostId, setHostId] = useState<HostId>();
  return (
    <Page title={t('notices:title')} wide>
      <ProofTabs />
      <HostFilter value={hostId} onChange={setHostId} />
      <GapsList hostId={hostId} />
      <DelayCard hostId={hostId} />
    </Page>
  );
}
