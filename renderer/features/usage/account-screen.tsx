import { useQuery } from '@tanstack/react-query';
import { User } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { z } from 'zod';
import type { HostedAccount } from '../../../src/contract/hosted.ts';
import { HostedId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DateTime } from '../../ui/time.tsx';
import { AccountAlerts, AnnouncementsCard, ThresholdCard } from '../alerts/index.ts';
import { AccountStates } from './account-states.tsx';
import { CurveChart } from './curve-chart.tsx';
import { DomainsCard } from './domains-card.tsx';
import { FailuresCard } from './failures-card.tsx';
import { SpanSelect } from './span-select.tsx';
import { type CurveSpan, windowOf } from './spans.rules.ts';
import './usage.css';

/** The number of an account in an address. */
const Param = z.coerce.number().pipe(HostedId);

/** What one account sends over time, what of it fails, and all that is known of it at its host. */
export function AccountScreen() {
  const { t } = useTranslation('usage');
  const id = Param.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('account.notFound')}>{null}</Page>;
  return <AccountById id={id.data} />;
}

function AccountById({ id }: { id: HostedId }) {
  const { t } = useTranslation('usage');
  const [span, setSpan] = useState<CurveSpan>('d7');
  // Settled when a span is chosen: a window that moved with every second would be asked for again and again.
  const [window, setWindow] = useState(() => windowOf(span, new Date()));
  const query = useQuery({ ...orpc.usage.account.queryOptions({ input: { hostedId: id, ...window } }), placeholderData: (before) => before });
  const account = query.data?.account;
  const choose = (next: CurveSpan) => {
    setSpan(next);
    setWindow(windowOf(next, new Date()));
  };
  return (
    <Page
      title={account === undefined ? t('account.title') : account.domain || account.login}
      parent={{ to: '/hosts/volume', label: t('title') }}
      actions={account?.clientId && <ClientLink id={account.clientId} name={account.clientName} />}
    >
      <Loaded query={query}>
        {(data) => (
          <>
            <AccountAlerts hostedId={id} />
            <Card title={t('account.over')} actions={<SpanSelect value={span} onChange={choose} />}>
              <CurveChart name={data.account.login} curve={data.curve} kind={data.account.kind} />
            </Card>
            <FailuresCard packId={data.account.packId} hostedId={id} />
            <DomainsCard domains={data.domains} />
            <div className="account-cards">
              <AccountStates account={data.account} />
              <Facts account={data.account} />
              <ThresholdCard packId={data.account.packId} hostedId={id} limits={data.curve.limits} />
              <AnnouncementsCard hostedId={id} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ClientLink({ id, name }: { id: string; name: string }) {
  return (
    <LinkButton to={`/clients/${id}`} icon={User}>
      {name}
    </LinkButton>
  );
}

function Facts({ account }: { account: HostedAccount }) {
  const { t } = useTranslation('usage');
  return (
    <Card title={t('account.facts')}>
      <KeyValues
        items={[
          { key: 'login', label: t('account.login'), value: account.login },
          { key: 'pack', label: t('account.pack'), value: <PackLinks account={account} /> },
          ...(account.otherDomains.length === 0 ? [] : [{ key: 'domains', label: t('account.otherDomains'), value: account.otherDomains.join(', ') }]),
          ...(account.plan === '' ? [] : [{ key: 'plan', label: t('account.plan'), value: account.plan }]),
          {
            key: 'client',
            label: t('account.client'),
            value: account.clientId === null ? account.own ? t('own') : t('noClient') : <a href={`#/clients/${account.clientId}`}>{account.clientName}</a>,
          },
          { key: 'first', label: t('account.firstSeen'), value: <DateTime at={account.firstSeenAt} /> },
          { key: 'seen', label: t('account.lastSeen'), value: <DateTime at={account.lastSeenAt} /> },
          ...(account.notSeenSince === null ? [] : [{ key: 'notSeen', label: t('notSeen'), value: <DateTime at={account.notSeenSince} /> }]),
        ]}
      />
    </Card>
  );
}

function PackLinks({ account: { hostId, hostName, packId, packName } }: { account: HostedAccount }) {
  return (
    <>
      <a href={`#/hosts/${hostId}/packs/${packId}/volume`}>{packName}</a> (<a href={`#/hosts/${hostId}`}>{hostName}</a>)
    </>
  );
}
