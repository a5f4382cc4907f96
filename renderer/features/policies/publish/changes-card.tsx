import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostId, VersionId } from '../../../../src/contract/ids.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { Card } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { DifferenceView } from '../versions/difference-view.tsx';

/** What the draft changes in the newest version; nothing before there is one. */
export function ChangesCard({ text }: { text: { readonly hostId: HostId; readonly kind: TextKind } }) {
  const [newest] = useQuery(orpc.policies.list.queryOptions({ input: text })).data ?? [];
  return newest === undefined ? null : <Changes from={newest.id} number={newest.number} />;
}

function Changes({ from, number }: { from: VersionId; number: number }) {
  const { t } = useTranslation('policies');
  const query = useQuery(orpc.policies.compare.queryOptions({ input: { from } }));
  return (
    <Card title={t('publish.changes', { number })}>
      <Loaded query={query}>{({ languages }) => <DifferenceView languages={languages} />}</Loaded>
    </Card>
  );
}
