import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { VersionId } from '../../../../src/contract/ids.ts';
import { orpc } from '../../../client/client.ts';
import { Card } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { DifferenceView } from './difference-view.tsx';

/** The draft, in the place of a version to compare with. */
export const DRAFT = 'draft';

/** What differs between a version and another one, or the draft. */
export function CompareScreen() {
  const { t } = useTranslation('policies');
  const params = useParams<{ id: string; other: string }>();
  const from = VersionId.safeParse(params.id);
  const to = VersionId.safeParse(params.other);
  if (!from.success || (!to.success && params.other !== DRAFT)) return <Page title={t('notFound')}>{null}</Page>;
  return <Compare input={{ from: from.data, ...(to.success && { to: to.data }) }} />;
}

function Compare({ input }: { input: { readonly from: VersionId; readonly to?: VersionId } }) {
  const { t } = useTranslation('policies');
  const query = useQuery(orpc.policies.compare.queryOptions({ input }));
  const { from, to } = query.data ?? {};
  const title =
    from && (to === null || to === undefined ? t('compare.withDraft', { from: from.number }) : t('compare.title', { from: from.number, to: to.number }));
  return (
    <Page
      title={title ?? t('compare.action')}
      intro={from && t('compare.intro', { text: t(`text.${from.kind}.name`), host: from.hostName })}
      parent={{ to: `/versions/${input.from}`, label: from === undefined ? t('policy') : t('version', { number: from.number }) }}
    >
      <Loaded query={query}>
        {({ languages }) => (
          <Card title={t('difference.title')}>
            <DifferenceView languages={languages} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
