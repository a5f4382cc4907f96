import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProofTabs } from '../evidence/index.ts';
import { ExportCard } from './export-card.tsx';
import './ledger.css';
import { RecentCard } from './recent-card.tsx';
import { SigningCard } from './signing-card.tsx';
import { StateCard } from './state-card.tsx';
import { TimeStampCard } from './time-stamp-card.tsx';
import { VerifyCard } from './verify-card.tsx';

/** The chain of everything that counts as proof, the bundles made from it, and what makes them stronger. */
export function LedgerScreen() {
  const { t } = useTranslation('notices');
  const status = useQuery(orpc.ledger.status.queryOptions({ input: {} }));
  return (
    <Page title={t('title')} wide>
      <ProofTabs />
      <Loaded query={status}>
        {(ledger) => (
          <>
            <StateCard ledger={ledger} />
            <ExportCard ledger={ledger} />
            <VerifyCard />
            <SigningCard ledger={ledger} />
            <TimeStampCard saved={ledger.timeStampUrl} key={ledger.timeStampUrl} />
            <RecentCard />
          </>
        )}
      </Loaded>
    </Page>
  );
}
