import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { VersionId } from '../../../../src/contract/ids.ts';
import type { VersionRow } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { useFormat } from '../../../i18n/format.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/choice.tsx';
import { Card, StateTag } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { PolicyTexts } from '../policy-text.tsx';
import { editorPath } from '../text-kinds.ts';
import { DRAFT } from './compare-screen.tsx';
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
      title={version === undefined ? t('policy') : t('versionOf', { host: version.hostName, text: t(`text.${version.kind}.name`), number: version.number })}
      intro={t('immutable')}
      parent={{ to: version === undefined ? '/hosts' : `/hosts/${version.hostId}`, label: version?.hostName ?? t('hosts') }}
      actions={version && <Ways version={version} />}
    >
      <Loaded query={query}>
        {(found) => (
          <>
            <Card title={<StateTag tone={found.inForce ? 'ok' : 'unknown'}>{t(found.inForce ? 'inForce' : 'notInForce')}</StateTag>}>
              <VersionFacts version={found} />
              <CompareChoice version={found} />
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

function Ways({ version }: { version: VersionRow }) {
  const { t } = useTranslation('policies');
  return (
    <>
      <LinkButton to={editorPath(version)}>{t('texts.edit')}</LinkButton>
      {version.kind === 'notice' && <LinkButton to="/notices">{t('toNotices')}</LinkButton>}
    </>
  );
}

/** Leads to what differs from another version of the same text, the older one first, or from the draft. */
function CompareChoice({ version }: { version: VersionRow }) {
  const { t } = useTranslation('policies');
  const format = useFormat();
  const [, navigate] = useLocation();
  const { hostId, kind } = version;
  const versions = useQuery(orpc.policies.list.queryOptions({ input: { hostId, kind } })).data ?? [];
  const others = versions.filter(({ id }) => id !== version.id);
  const options = [
    ...others.map(({ id, number, effectiveOn }) => ({ id, label: t('compare.version', { number, date: format.date(effectiveOn) }) })),
    { id: DRAFT, label: t('compare.draft') },
  ];
  const open = (id: string) => {
    const other = others.find((each) => each.id === id);
    const isOlder = other !== undefined && other.number < version.number;
    navigate(isOlder ? `/versions/${id}/compare/${version.id}` : `/versions/${version.id}/compare/${id}`);
  };
  return <Select label={t('compare.with')} placeholder={t('compare.choose')} value={null} onChange={open} options={options} />;
}
