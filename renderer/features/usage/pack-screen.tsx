import { useQuery } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { HostId, PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ThresholdCard } from '../alerts/index.ts';
import { CurveChart } from './curve-chart.tsx';
import { FailuresCard } from './failures-card.tsx';
import { SpanSelect } from './span-select.tsx';
import { type CurveSpan, windowOf } from './spans.rules.ts';
import { FIRST_QUESTION } from './view.rules.ts';
import { useVolumeView } from './volume.view.ts';
import './usage.css';

/** What a whole pack sends over time, and what of it fails. */
export function PackVolumeScreen() {
  const { t } = useTranslation('usage');
  const params = useParams<{ id: string; packId: string }>();
  const hostId = HostId.safeParse(params.id);
  const packId = PackId.safeParse(params.packId);
  if (!(hostId.success && packId.success)) return <Page title={t('pack.notFound')}>{null}</Page>;
  return <PackVolume hostId={hostId.data} packId={packId.data} />;
}

function PackVolume({ hostId, packId }: { hostId: HostId; packId: PackId }) {
  const { t } = useTranslation('usage');
  const [span, setSpan] = useState<CurveSpan>('d7');
  const [window, setWindow] = useState(() => windowOf(span, new Date()));
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data;
  const kind = useQuery(orpc.connections.list.queryOptions({ input: {} })).data?.find((connection) => connection.packId === packId)?.kind ?? null;
  const query = useQuery({ ...orpc.usage.pack.queryOptions({ input: { packId, ...window } }), placeholderData: (before) => before });
  const name = host?.packs.find(({ id }) => id === packId)?.name ?? t('pack.title');
  const choose = (next: CurveSpan) => {
    setSpan(next);
    setWindow(windowOf(next, new Date()));
  };
  return (
    <Page
      title={t('pack.of', { name })}
      parent={{ to: `/hosts/${hostId}`, label: host?.name ?? t('pack.host') }}
      intro={query.data && t('pack.accounts', { count: query.data.accounts })}
      actions={<Actions hostId={hostId} packId={packId} />}
    >
      <Loaded query={query}>
        {({ curve }) => (
          <>
            <Card title={t('pack.over')} actions={<SpanSelect value={span} onChange={choose} />}>
              <CurveChart name={name} curve={curve} kind={kind} />
            </Card>
            <FailuresCard packId={packId} />
            <ThresholdCard packId={packId} hostedId={null} limits={curve.limits} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ hostId, packId }: { hostId: HostId; packId: PackId }) {
  const { t } = useTranslation('usage');
  const ask = useVolumeView((state) => state.ask);
  const [, navigate] = useLocation();
  const showAccounts = () => {
    ask({ ...FIRST_QUESTION, filter: { ...FIRST_QUESTION.filter, packId } });
    navigate('/hosts/volume');
  };
  return (
    <>
      <Button onPress={showAccounts}>{t('pack.showAccounts')}</Button>
      <LinkButton to={`/hosts/${hostId}/packs/${packId}`} icon={PlugZap}>
        {t('pack.connection')}
      </LinkButton>
    </>
  );
}
