import { useQuery } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useAlertSentence } from '../alerts/index.ts';
import { IncidentsTabs, TakeInLogs, WhereLogs } from '../logs/index.ts';
import { EarlierVerdicts } from './earlier-verdicts.tsx';
import './culprits.css';

/** Mail is down: what is known of it, the ways to find out who should be asked first, and what was found out before. */
export function IncidentsScreen() {
  const { t } = useTranslation('culpritsScreen');
  const [, navigate] = useLocation();
  const logs = useQuery(orpc.logs.list.queryOptions({ input: {} })).data;
  const verdicts = useQuery(orpc.culprits.list.queryOptions({ input: {} })).data;
  const isNew = logs?.length === 0 && verdicts?.length === 0;
  return (
    <Page title={t('title')} intro={t(isNew ? 'introFirst' : 'intro')}>
      <IncidentsTabs />
      <Alarms />
      <TakeInLogs onTaken={({ id }) => navigate(`/incidents/logs/${id}`)} />
      <WithoutLogs />
      <EarlierVerdicts />
      <Card title={isNew ? t('where') : undefined}>
        {isNew ? (
          <WhereLogs />
        ) : (
          <details className="fold">
            <summary>{t('where')}</summary>
            <WhereLogs />
          </details>
        )}
      </Card>
    </Page>
  );
}

/** Packs that are stopped now, each with the way to its cause. */
function Alarms() {
  const { t } = useTranslation('culpritsScreen');
  const sentence = useAlertSentence();
  const rows = useQuery(orpc.alerts.list.queryOptions({ input: { show: 'now', kinds: ['pack_suspended', 'several_bad'], limit: 10 } })).data?.rows ?? [];
  return rows.map((alert) => (
    <Notice
      key={alert.id}
      tone={alert.kind === 'pack_suspended' ? 'stopped' : 'attention'}
      title={t('alarm.title', { pack: alert.packName })}
      actions={
        <LinkButton to={`/incidents/alerts/${alert.id}`} variant="primary" icon={ScanSearch}>
          {t('alarm.find')}
        </LinkButton>
      }
    >
      <p>
        {sentence(alert)} {t('alarm.since')} <RelativeTime at={alert.openedAt} />
      </p>
    </Notice>
  ));
}

/** The figures of the panel alone say something too, and are there even when no log can be had. */
function WithoutLogs() {
  const { t } = useTranslation('culpritsScreen');
  const packs = useQuery(orpc.culprits.packs.queryOptions({ input: {} })).data ?? [];
  if (packs.length === 0) return null;
  return (
    <Card title={t('without.title')}>
      <p className="soft prose">{t('without.why')}</p>
      <div className="row">
        {packs.map(({ packId, packName }) => (
          <LinkButton key={packId} to={`/incidents/packs/${packId}`} icon={ScanSearch}>
            {packName}
          </LinkButton>
        ))}
      </div>
    </Card>
  );
}
