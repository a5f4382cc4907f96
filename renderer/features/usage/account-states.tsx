import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostedAccount } from '../../../src/contract/hosted.ts';
import { orpc } from '../../client/client.ts';
import { Card } from '../../ui/display.tsx';
import { FlipList, HostedStateTag, useSinceWords } from '../statuses/index.ts';

/** The state of an account at its host now, since when, and every change that was seen. */
export function AccountStates({ account: { id, login, packId } }: { account: HostedAccount }) {
  const { t } = useTranslation('usage');
  const words = useSinceWords();
  const rows = useQuery(orpc.statuses.list.queryOptions({ input: { search: login, packId } })).data?.rows ?? [];
  const now = rows.find(({ account }) => account.id === id)?.now;
  return (
    <Card title={t('states.title')}>
      {now !== undefined && (
        <p className="row">
          <HostedStateTag state={now.state} /> <span>{words(now)}</span> {now.reason !== '' && <q>{now.reason}</q>}
        </p>
      )}
      <FlipList of={{ hostedId: id }} />
    </Card>
  );
}
