import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Alert } from '../../../src/contract/alerts.ts';
import { AlertId, type HostedId, type PackId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DateTime } from '../../ui/time.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import { CurveChart, windowAround } from '../usage/index.ts';
import { AlertActions } from './alert-actions.tsx';
import { kindOf, subjectOf, useAlertSentence } from './alert-words.ts';
import { FrozenCard } from './frozen-card.tsx';
import { LevelTag } from './level-tag.tsx';
import './alerts.css';

/** One alert with its facts, the figures around the moment, and what was kept of it. */
export function AlertScreen() {
  const { t } = useTranslation('alerts');
  const id = AlertId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <AlertById id={id.data} />;
}

function AlertById({ id }: { id: AlertId }) {
  const { t } = useTranslation('alerts');
  const query = useQuery(orpc.alerts.get.queryOptions({ input: { id } }));
  const alert = query.data;
  const isUnseen = alert !== undefined && alert.seen === null;
  useEffect(() => {
    // Who looks at all of it has seen it.
    if (isUnseen) toastFailure(client.alerts.see({ ids: [id] }));
  }, [id, isUnseen]);
  return (
    <Page
      title={alert === undefined ? t('one') : t('of', { kind: t(`kind.${kindOf(alert)}`), name: subjectOf(alert) })}
      parent={{ to: '/hosts/alerts', label: t('title') }}
    >
      <Loaded query={query}>{(found) => <Content alert={found} />}</Loaded>
    </Page>
  );
}

function Content({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const sentence = useAlertSentence();
  return (
    <>
      <Card>
        <div className="alert-head">
          <LevelTag level={alert.level} />
          <p className="alert-sentence">{sentence(alert)}</p>
        </div>
        <p className="soft prose">{t(`about.${alert.kind}`)}</p>
        <AlertActions alert={alert} isPage />
      </Card>
      {alert.kind !== 'connection_lost' && <Around alert={alert} />}
      {alert.frozen !== null && <FrozenCard frozen={alert.frozen} />}
      <Facts alert={alert} />
    </>
  );
}

function Around({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const [window] = useState(() => windowAround(alert.openedAt, new Date()));
  const mark = { at: alert.openedAt, label: t('mark') };
  return (
    <Card title={t('around')}>
      {alert.hostedId === null ? <OfPack alert={alert} window={window} mark={mark} /> : <OfAccount hostedId={alert.hostedId} window={window} mark={mark} />}
    </Card>
  );
}

interface AroundProps {
  window: ReturnType<typeof windowAround>;
  mark: { at: string; label: string };
}

function OfAccount({ hostedId, window, mark }: AroundProps & { hostedId: HostedId }) {
  const query = useQuery(orpc.usage.account.queryOptions({ input: { hostedId, ...window } }));
  return (
    <Loaded query={query}>{({ account, curve }) => <CurveChart name={account.domain || account.login} curve={curve} kind={account.kind} mark={mark} />}</Loaded>
  );
}

function OfPack({ alert: { packId, packName }, window, mark }: AroundProps & { alert: { packId: PackId; packName: string } }) {
  const query = useQuery(orpc.usage.pack.queryOptions({ input: { packId, ...window } }));
  const kind = useQuery(orpc.connections.list.queryOptions({ input: {} })).data?.find((connection) => connection.packId === packId)?.kind ?? null;
  return <Loaded query={query}>{({ curve }) => <CurveChart name={packName} curve={curve} kind={kind} mark={mark} />}</Loaded>;
}

function Facts({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const { login, clientId, clientName, hostId, hostName, packId, packName, openedAt, changedAt, closedAt, snoozedUntil, seen } = alert;
  return (
    <Card title={t('facts.title')}>
      <KeyValues
        items={[
          { key: 'kind', label: t('facts.kind'), value: t(`kind.${kindOf(alert)}`) },
          ...(login === '' ? [] : [{ key: 'account', label: t('facts.account'), value: login }]),
          ...(clientId === null ? [] : [{ key: 'client', label: t('facts.client'), value: <a href={`#/clients/${clientId}`}>{clientName}</a> }]),
          {
            key: 'pack',
            label: t('facts.pack'),
            value: (
              <>
                <a href={`#/hosts/${hostId}/packs/${packId}`}>{packName}</a> (<a href={`#/hosts/${hostId}`}>{hostName}</a>)
              </>
            ),
          },
          { key: 'opened', label: t('facts.opened'), value: <DateTime at={openedAt} /> },
          ...(changedAt === openedAt ? [] : [{ key: 'changed', label: t('facts.changed'), value: <DateTime at={changedAt} /> }]),
          { key: 'closed', label: t('facts.closed'), value: closedAt === null ? t('facts.stillOpen') : <DateTime at={closedAt} /> },
          ...(snoozedUntil === null ? [] : [{ key: 'snoozed', label: t('facts.snoozed'), value: <DateTime at={snoozedUntil} /> }]),
          ...(seen === null ? [] : [{ key: 'seen', label: t('facts.seen'), value: <Seen seen={seen} /> }]),
        ]}
      />
    </Card>
  );
}

function Seen({ seen: { at, author } }: { seen: NonNullable<Alert['seen']> }) {
  const { t } = useTranslation('common');
  return (
    <>
      {author || t('notNamed')}, <DateTime at={at} />
    </>
  );
}
