import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { AlertId, type LogId, PackId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { orpc } from '../../client/client.ts';
import { ZONE_HERE, ZoneContext } from '../../i18n/zone.ts';
import { CheckList } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { useAlertSentence } from '../alerts/index.ts';
import { TakeInLogs, useLogName, useLogSpan, WhereLogs } from '../logs/index.ts';
import { EarlierVerdicts } from './earlier-verdicts.tsx';
import { MomentCard } from './moment-card.tsx';
import './culprits.css';

/** Looks for the cause of what an alert told of: its pack and its moment are filled in. */
export function AlertCaseScreen() {
  const { t } = useTranslation('culpritsScreen');
  const id = AlertId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('case.notFound')}>{null}</Page>;
  return <AlertCase id={id.data} />;
}

function AlertCase({ id }: { id: AlertId }) {
  const { t } = useTranslation('culpritsScreen');
  const query = useQuery(orpc.alerts.get.queryOptions({ input: { id } }));
  const sentence = useAlertSentence();
  const alert = query.data;
  return (
    <Page
      title={alert === undefined ? t('case.title') : t('case.of', { pack: alert.packName })}
      parent={{ to: '/incidents/causes', label: t('title') }}
      intro={alert !== undefined && sentence(alert)}
    >
      <Loaded query={query}>{({ packId }) => <Case packId={packId} alertId={id} />}</Loaded>
    </Page>
  );
}

/** Looks for the cause of something at a pack. */
export function PackCaseScreen() {
  const { t } = useTranslation('culpritsScreen');
  const id = PackId.safeParse(useParams<{ id: string }>().id);
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data;
  const pack = hosts?.flatMap(({ packs }) => packs).find((each) => each.id === id.data);
  if (!id.success) return <Page title={t('case.notFound')}>{null}</Page>;
  return (
    <Page
      title={pack === undefined ? t('case.title') : t('case.of', { pack: pack.name })}
      parent={{ to: '/incidents/causes', label: t('title') }}
      intro={t('case.intro')}
    >
      <Case packId={id.data} />
    </Page>
  );
}

function Case({ packId, alertId }: { packId: PackId; alertId?: AlertId }) {
  const query = useQuery(orpc.logs.list.queryOptions({ input: {} }));
  return <Loaded query={query}>{(logs) => <CaseOf packId={packId} logs={logs} {...(alertId !== undefined && { alertId })} />}</Loaded>;
}

function CaseOf({ packId, alertId, logs }: { packId: PackId; alertId?: AlertId; logs: readonly LogSummary[] }) {
  const { t } = useTranslation('culpritsScreen');
  // Logs of another pack are of another server, which an answer about this one must not be mixed with.
  const own = logs.filter((log) => log.packId === packId || log.packId === null);
  const [chosen, setChosen] = useState<readonly LogId[]>(() => own.filter((log) => log.packId === packId).map(({ id }) => id));
  const used = own.filter(({ id }) => chosen.includes(id));
  const zoneOfPanel = useZoneOf(packId);
  return (
    <>
      {own.length > 0 && (
        <Card title={t('case.data')}>
          <LogChoice logs={own} chosen={chosen} onChange={setChosen} />
        </Card>
      )}
      <ZoneContext value={used[0]?.zone ?? zoneOfPanel}>
        <MomentCard logs={used} packId={packId} {...(alertId !== undefined && { alertId })} />
      </ZoneContext>
      <TakeInLogs packId={packId} onTaken={({ id }) => setChosen((now) => [...now, id])} />
      <Card>
        <details className="fold">
          <summary>{t('where')}</summary>
          <WhereLogs />
        </details>
      </Card>
      <EarlierVerdicts packId={packId} />
    </>
  );
}

/** The zone in which the panel of a pack counts its days. */
function useZoneOf(packId: PackId): string {
  const connections = useQuery(orpc.connections.list.queryOptions({ input: {} })).data ?? [];
  return connections.find((connection) => connection.packId === packId)?.zone ?? ZONE_HERE;
}

function LogChoice({ logs, chosen, onChange }: { logs: readonly LogSummary[]; chosen: readonly LogId[]; onChange(ids: readonly LogId[]): void }) {
  const { t } = useTranslation('culpritsScreen');
  const nameOf = useLogName();
  const spanOf = useLogSpan();
  return (
    <>
      <p className="soft prose">{t('case.dataWhy')}</p>
      <CheckList
        label={t('case.logs')}
        value={chosen}
        onChange={onChange}
        options={logs.map((log) => ({ id: log.id, label: nameOf(log), hint: spanOf(log) }))}
      />
    </>
  );
}
