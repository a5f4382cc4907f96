import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { LogId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { ZoneContext } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { EarlierVerdicts, MomentCard } from '../culprits/index.ts';
import { AboutLog } from './about-log.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { LogNotes } from './log-notes.tsx';
import { RemoveLog } from './remove-log.tsx';
import { useLogName } from './use-log-name.ts';
import './logs.css';

/** One log: the whole server over time with the moment to choose, then every account in it, and what the log can and cannot show. */
export function LogScreen() {
  const { t } = useTranslation('logs');
  const id = LogId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <LogById id={id.data} />;
}

function LogById({ id }: { id: LogId }) {
  const { t } = useTranslation('logs');
  const query = useQuery(orpc.logs.get.queryOptions({ input: { id } }));
  if (query.data === undefined) {
    return (
      <Page title={t('one')} parent={{ to: '/incidents/logs', label: t('title') }}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  return (
    <ZoneContext value={query.data.zone}>
      <Found log={query.data} />
    </ZoneContext>
  );
}

/** Times are told in the zone of the server, as they stand in the lines. */
function Found({ log }: { log: LogSummary }) {
  const { t } = useTranslation('logs');
  const nameOf = useLogName();
  const { span, number, zoneAt } = useFormat();
  const { from, to } = log;
  return (
    <Page
      title={nameOf(log)}
      parent={{ to: '/incidents/logs', label: t('title') }}
      intro={from !== null && to !== null && t('covers', { count: log.accounts, span: span(from, to), lines: number(log.lines), zone: zoneAt(to) })}
      actions={<Remove log={log} />}
    >
      <Content log={log} />
    </Page>
  );
}

function Content({ log }: { log: LogSummary }) {
  const { t } = useTranslation('logs');
  if (log.accounts === 0) {
    return (
      <>
        <LogNotes log={log} />
        <Notice tone="attention" title={t('noAccounts')}>
          <p>{t('noAccountsWhy')}</p>
        </Notice>
        <AboutLog log={log} />
      </>
    );
  }
  return (
    <>
      <LogNotes log={log} />
      <MomentCard logs={[log]} packId={log.packId} />
      <EarlierVerdicts logId={log.id} />
      <AccountsTable log={log} />
      <AboutLog log={log} />
    </>
  );
}

function Remove({ log }: { log: LogSummary }) {
  const { t } = useTranslation('logs');
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  return (
    <>
      <Button icon={Trash2} variant="quiet" onPress={() => setAsking(true)}>
        {t('remove.open')}
      </Button>
      {asking && <RemoveLog log={log} onClose={() => setAsking(false)} onRemoved={() => navigate('/incidents/logs')} />}
    </>
  );
}
