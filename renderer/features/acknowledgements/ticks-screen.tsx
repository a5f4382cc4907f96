import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { TicksPreview } from './ticks-preview.tsx';
import { TicksResult } from './ticks-result.tsx';
import { TicksSource } from './ticks-source.tsx';
import { useTicks } from './use-ticks.ts';
import './acknowledgements.css';

/** Acknowledgements given by a tick when ordering, from a table: source, what would happen, what happened. */
export function TicksScreen() {
  const { t } = useTranslation(['replies', 'notices']);
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  return (
    <Page title={t('ticks.title')} intro={t('ticks.intro')} parent={{ to: '/notices/replies', label: t('notices:tabs.replies') }} wide>
      <Loaded query={hosts}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={Server} title={t('ticks.noHost')} actions={<LinkButton to="/hosts/new">{t('ticks.addHost')}</LinkButton>}>
              {t('ticks.noHostWhy')}
            </EmptyState>
          ) : (
            <TicksJob />
          )
        }
      </Loaded>
    </Page>
  );
}

function TicksJob() {
  const { t } = useTranslation('replies');
  const job = useTicks();
  const { importing } = job;
  if (importing.status === 'running') {
    return <ProgressPanel title={t('ticks.importing')} progress={importing.progress} startedAt={importing.startedAt} onCancel={importing.cancel} />;
  }
  if (importing.result !== undefined) return <TicksResult result={importing.result} onAnother={job.restart} />;
  return (
    <>
      <TicksSource job={job} />
      <TicksPreview job={job} />
    </>
  );
}
