import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BounceRow } from '../../../src/contract/bounces.ts';
import { orpc } from '../../client/client.ts';
import { EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { SendingTabs } from '../sending/index.ts';
import { BounceDrawer } from './bounce-drawer.tsx';
import { ReturnedList } from './returned-list.tsx';
import { TakeInCard } from './take-in-card.tsx';
import { TrendCard } from './trend-card.tsx';
import './bounces.css';

/** What came back: how much, what each mail is, and of every message who has to act. */
export function ReturnedScreen() {
  const { t } = useTranslation(['bounces', 'sending']);
  const all = useQuery(orpc.bounces.list.queryOptions({ input: { limit: 1 } }));
  const [open, setOpen] = useState<BounceRow>();
  return (
    <Page title={t('sending:title')} wide>
      <SendingTabs />
      <div className="returned-head">
        <TrendCard />
        <TakeInCard />
      </div>
      <Loaded query={all}>
        {({ total }) =>
          total === 0 ? (
            <EmptyState icon={Undo2} title={t('returned.emptyTitle')}>
              {t('returned.emptyWhy')}
            </EmptyState>
          ) : (
            <ReturnedList onOpen={setOpen} />
          )
        }
      </Loaded>
      <BounceDrawer row={open} onClose={() => setOpen(undefined)} />
    </Page>
  );
}
