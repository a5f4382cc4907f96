import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Connection } from '../../../src/contract/connections.ts';
import type { Host } from '../../../src/contract/hosts.ts';
import { HostId, PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ConnectionPage } from './connection-page.tsx';
import type { Facts } from './panel-facts.ts';
import { SetUpPages } from './set-up.tsx';
import { useConnections } from './use-connections.ts';
import './connections.css';

/** One pack and its panel: how to connect it, and afterwards how that goes. */
export function ConnectionScreen() {
  const { t } = useTranslation('connections');
  const params = useParams<{ id: string; packId: string }>();
  const hostId = HostId.safeParse(params.id);
  const packId = PackId.safeParse(params.packId);
  if (!hostId.success || !packId.success) return <Page title={t('pack.notFound')}>{null}</Page>;
  return <ConnectionOf key={packId.data} hostId={hostId.data} packId={packId.data} />;
}

function ConnectionOf({ hostId, packId }: { hostId: HostId; packId: PackId }) {
  const { t } = useTranslation('connections');
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } }));
  const kinds = useQuery(orpc.connections.kinds.queryOptions({ input: {} }));
  const connections = useConnections();
  const pack = host.data?.packs.find(({ id }) => id === packId);
  if (host.data === undefined || kinds.data === undefined || connections.data === undefined) {
    return (
      <Page title={t('pack.title')}>
        <Loaded query={host}>{() => <Loaded query={kinds}>{() => <Loaded query={connections}>{() => null}</Loaded>}</Loaded>}</Loaded>
      </Page>
    );
  }
  if (pack === undefined) return <Page title={t('pack.notFound')}>{null}</Page>;
  return <SetUpOrState host={host.data} pack={pack} kinds={kinds.data} connection={connections.data.find((connection) => connection.packId === packId)} />;
}

interface SetUpOrStateProps {
  host: Host;
  pack: Host['packs'][number];
  kinds: readonly Facts[];
  connection: Connection | undefined;
}

/** What was begun is finished: a connection that starts to work while it is set up does not take the steps away. */
function SetUpOrState({ host, pack, kinds, connection }: SetUpOrStateProps) {
  const [isSettingUp, setSettingUp] = useState(connection === undefined);
  if (connection === undefined || isSettingUp) {
    return <SetUpPages host={host} pack={pack} kinds={kinds} kept={connection} onDone={() => setSettingUp(false)} />;
  }
  return <ConnectionPage host={host} connection={connection} onChange={() => setSettingUp(true)} />;
}
