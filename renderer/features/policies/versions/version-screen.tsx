import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { VersionId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PolicyTexts } from './policy-text.tsx';
import { VersionFacts } from './version-facts.tsx';

/** A published version: its text in three languages and the hashes that pin it down. It cannot change any more. */
export function VersionScreen() {
  const { t } = useTranslation('policies');
  const id = VersionId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <VersionById id={id.data} />;
}

function VersionById({ id }: { id: VersionId }) {
  const { t } = useTranslation('policies');
  const query = useQuery(orpc.policies.get.queryOptions({ input: { id } }));
  const version = query.data;
  return (
    <Page
      title={version === undefined ? t('policy') : t('versionOf', { number: version.number, host: version.hostName })}
      intro={t('immutable')}
      parent={{ to: version === undefined ? '/hosts' : `/hosts/${version.hostId}`, label: version?.hostName ?? t('hosts') }}
      actions={<LinkButton to="/notices">{t('toNotices')}</LinkButton>}
    >
      <Loaded query={query}>
        {(found) => (
          <>
            <Card title={<StateTag tone={found.inForce ? 'ok' : 'unknown'}>{t(found.inForce ? 'inForce' : 'notInForce')}</StateTag>}>
              <VersionFacts version={found} />
            </Card>
            <Card>
              <PolicyTexts texts={found.texts} />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}
