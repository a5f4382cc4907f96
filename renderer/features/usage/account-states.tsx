import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostedAccount } from '../../../src/contract/hosted.ts';
import { orpc } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { NotAsked } from '../../ui/loading.tsx';
import { FlipList, HostedStateTag, useSinceWords } from '../statuses/index.ts';

/** The state of an account at its host now, since when, and every change that was seen. */
export function AccountStates({ account: { id } }: { account: HostedAccount }) {
  const { t } = useTranslation('usage');
  const words = useSinceWords();
  const query = useQuery(orpc.statuses.get.queryOptions({ input: { hostedId: id } }));
  const now = query.data?.now;
  return (
    <Card title={t('states.title')}>
      <NotAsked query={query} />
      {now !== undefined && (
        <p className="row">
          <HostedStateTag state={now.state} /> <span>{words(now)}</span> {now.reason !== '' && <q>{now.reason}</q>}
        </p>
      )}
      <FlipList of={{ hostedId: id }} />
    </Card>
  );
}
