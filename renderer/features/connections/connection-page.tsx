import { ChartLine, ScanSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connections.ts';
import type { Host } from '../../../src/contract/hosts.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Page } from '../../ui/page.tsx';
import { CapabilityList } from './capability-list.tsx';
import { LetterCard } from './letter-card.tsx';
import { PollsCard } from './polls-card.tsx';
import { ReportCard } from './report-card.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { StateCard } from './state-card.tsx';
import { useWork } from './use-work.ts';
import { Work } from './work.tsx';

/** A pack that is connected: how that goes, what it gives, how often it is read and what came of it. */
export function ConnectionPage({ host, connection, onChange }: { host: Host; connection: Connection; onChange(): void }) {
  const { t } = useTranslation('connections');
  const { packId, packName, capabilities } = connection;
  const work = useWork(packId);
  return (
    <Page
      title={packName}
      intro={t('pack.intro', { host: host.name, panel: t(`kind.${connection.kind}`) })}
      parent={{ to: `/hosts/${host.id}`, label: host.name }}
      actions={
        <>
          <LinkButton to={`/incidents/packs/${packId}`} icon={ScanSearch}>
            {t('pack.cause')}
          </LinkButton>
          <LinkButton to={`/hosts/${host.id}/packs/${packId}/volume`} icon={ChartLine}>
            {t('pack.volume')}
          </LinkButton>
        </>
      }
    >
      <StateCard connection={connection} work={work} onChange={onChange} />
      <Work work={work} />
      {capabilities.length > 0 && (
        <Card title={t('probe.title')}>
          <CapabilityList capabilities={capabilities} />
        </Card>
      )}
      {capabilities.length > 0 && <LetterCard packId={packId} />}
      <ScheduleCard connection={connection} />
      <PollsCard packId={packId} />
      <ReportCard packId={packId} />
    </Page>
  );
}
