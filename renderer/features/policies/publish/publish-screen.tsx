import { useQuery } from '@tanstack/react-query';
import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { HostId } from '../../../../src/contract/ids.ts';
import { TextKind, type Version } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card, Notice } from '../../../ui/display.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { editorPath, isLetter, letterPath, textsPath } from '../text-kinds.ts';
import { VersionFacts } from '../versions/version-facts.tsx';
import { PublishForm } from './publish-form.tsx';
import { PublishedReminder } from './reminder-note.tsx';

/** Publishes a text of a host (the policy, where none is named): what it will say, in three languages, and what the reseller decides about it. */
export function PublishScreen() {
  const { t } = useTranslation('policies');
  const params = useParams<{ id: string; kind?: string }>();
  const id = HostId.safeParse(params.id);
  const kind = TextKind.safeParse(params.kind ?? 'notice');
  const [published, setPublished] = useState<Version>();
  if (!id.success || !kind.success) return <Page title={t('texts.textNotFound')}>{null}</Page>;
  if (published !== undefined) return <Published version={published} />;
  return <Publish text={{ hostId: id.data, kind: kind.data }} onPublished={setPublished} />;
}

interface PublishProps {
  text: { readonly hostId: HostId; readonly kind: TextKind };
  onPublished(version: Version): void;
}

function Publish({ text, onPublished }: PublishProps) {
  const { t } = useTranslation('policies');
  const { hostId, kind } = text;
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data?.name ?? '';
  const terms = useQuery(orpc.policies.terms.queryOptions({ input: { hostId } }));
  const isNotice = kind === 'notice';
  return (
    <Page
      title={isNotice ? t('publish.title', { host }) : t('publish.titleOf', { host, text: t(`text.${kind}.name`) })}
      intro={t(isNotice ? 'publish.intro' : 'publish.introOther')}
      parent={isNotice ? { to: `/hosts/${hostId}`, label: host || t('hosts') } : { to: textsPath(hostId), label: t('texts.titleOf', { host }) }}
      actions={<LinkButton to={editorPath(text)}>{t('texts.edit')}</LinkButton>}
    >
      <Loaded query={terms}>{(stored) => <PublishForm text={text} stored={stored} onPublished={onPublished} />}</Loaded>
    </Page>
  );
}

function Published({ version }: { version: Version }) {
  const { t } = useTranslation('policies');
  const { kind, hostId, hostName, number } = version;
  const isNotice = kind === 'notice';
  const title = isNotice ? t('published.title', { number, host: hostName }) : t('published.titleOf', { number, host: hostName, text: t(`text.${kind}.name`) });
  return (
    <Page
      title={title}
      parent={isNotice ? { to: `/hosts/${hostId}`, label: hostName } : { to: textsPath(hostId), label: t('texts.titleOf', { host: hostName }) }}
    >
      <Notice tone="ok" title={t(isNotice ? 'published.done' : 'published.doneOther')} actions={<NextSteps version={version} />}>
        {t(nextSentence(version))}
      </Notice>
      {isNotice && <PublishedReminder notice={version} />}
      <Card title={t('published.facts')}>
        <VersionFacts version={version} />
      </Card>
    </Page>
  );
}

function nextSentence({ kind, material }: Version) {
  if (isLetter(kind)) return 'published.textLetter' as const;
  if (kind === 'reminder') return 'published.textReminder' as const;
  return material ? ('published.text' as const) : ('published.textEditorial' as const);
}

function NextSteps({ version }: { version: Version }) {
  const { t } = useTranslation('policies');
  return (
    <>
      {version.kind === 'notice' && version.material && (
        <LinkButton to="/notices" variant="primary" icon={FileCheck2}>
          {t('published.next')}
        </LinkButton>
      )}
      {isLetter(version.kind) && (
        <LinkButton to={letterPath(version)} variant="primary" icon={FileCheck2}>
          {t('texts.write')}
        </LinkButton>
      )}
      <LinkButton to={`/versions/${version.id}`}>{t('published.read')}</LinkButton>
    </>
  );
}
