import { useQuery } from '@tanstack/react-query';
import { Plus, Radar } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistOverview } from '../../../src/contract/blocklists.ts';
import { client, orpc } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { AddIpsDialog } from './add-ips-dialog.tsx';
import { AgreeCard } from './agree-card.tsx';
import { AnswerDrawer, type AnswerPlace } from './answer-drawer.tsx';
import { BlocklistsTabs } from './blocklists-tabs.tsx';
import { CheckSummary } from './check-summary.tsx';
import { DomainsCard } from './domains-card.tsx';
import { IpCard } from './ip-card.tsx';
import './blocklists.css';

/** What block lists say of the addresses mail leaves from, and of clients' domains. */
export function BlocklistsScreen() {
  const { t } = useTranslation('blocklists');
  const query = useQuery(orpc.blocklists.overview.queryOptions({ input: {} }));
  const check = useStream(client.blocklists.check);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<AnswerPlace>();
  const canCheck = query.data?.agreed != null && query.data.ips.length + query.data.domains > 0;
  const isRunning = check.status === 'running' || query.data?.running === true;
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      wide
      actions={
        <>
          <Button icon={Plus} onPress={() => setAdding(true)}>
            {t('ip.add')}
          </Button>
          {canCheck && (
            <Button variant="primary" icon={Radar} isDisabled={isRunning} onPress={() => void check.run({})}>
              {t('check.now')}
            </Button>
          )}
        </>
      }
    >
      <BlocklistsTabs />
      {check.status === 'running' && <ProgressPanel title={t('check.title')} progress={check.progress} startedAt={check.startedAt} onCancel={check.cancel} />}
      {check.status === 'failed' && <ErrorNotice error={check.error} />}
      <Loaded query={query}>
        {(overview) => <Content overview={overview} isOurs={check.status === 'running'} onAdd={() => setAdding(true)} onOpen={setOpen} />}
      </Loaded>
      <AnswerDrawer place={open} onClose={() => setOpen(undefined)} />
      {adding && <AddIpsDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

interface ContentProps {
  overview: BlocklistOverview;
  /** The check that runs is shown already. */
  isOurs: boolean;
  onAdd(): void;
  onOpen(place: AnswerPlace): void;
}

function Content({ overview, isOurs, onAdd, onOpen }: ContentProps) {
  const { t } = useTranslation('blocklists');
  const { agreed, ips, domains, running } = overview;
  return (
    <div className="stack" data-gap="l">
      {agreed === null && <AgreeCard />}
      {running && !isOurs && <Notice tone="info">{t('check.elsewhere')}</Notice>}
      {agreed !== null && <CheckSummary overview={overview} />}
      {ips.length === 0 ? (
        <EmptyState icon={Radar} title={t('empty.title')} actions={<Button onPress={onAdd}>{t('ip.add')}</Button>}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        ips.map((ip) => <IpCard key={ip.id} ip={ip} lists={overview.lists} onOpen={onOpen} />)
      )}
      {agreed !== null && domains > 0 && <DomainsCard overview={overview} onOpen={onOpen} />}
    </div>
  );
}
