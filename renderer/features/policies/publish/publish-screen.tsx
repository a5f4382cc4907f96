import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { FileCheck2, Stamp } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { z } from 'zod';
import { HostId } from '../../../src/contract/ids.ts';
import type { PolicyTerms, Version } from '../../../src/contract/texts.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PolicyTexts } from './policy-text.tsx';
import { type PublishDraft, TermsCard, VersionCard } from './publish-form.tsx';
import { UnknownValues } from './unknown-values.tsx';
import { VersionFacts } from './version-facts.tsx';

/** Publishes the policy of a host: what will be printed, in three languages, beside what one adds to it. */
export function PublishScreen() {
  const { t } = useTranslation('policies');
  const id = HostId.safeParse(useParams<{ id: string }>().id);
  const [published, setPublished] = useState<Version>();
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return published === undefined ? <Publish hostId={id.data} onPublished={setPublished} /> : <Published version={published} />;
}

const NO_TERMS: z.infer<typeof PolicyTerms> = { lawCountry: 'none', answerWithinHours: null, reminderMonths: null, platforms: '', cost: '' };

function Publish({ hostId, onPublished }: { hostId: HostId; onPublished(version: Version): void }) {
  const { t } = useTranslation('policies');
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data;
  const [draft, setDraft] = useState<PublishDraft>({ terms: NO_TERMS, effectiveOn: today(), changelog: { en: '', fr: '', ru: '' }, material: true });
  const terms = useDeferredValue(draft.terms);
  const query = useQuery(orpc.policies.draft.queryOptions({ input: { hostId, terms }, placeholderData: keepPreviousData }));
  return (
    <Page
      title={t('publish.title', { host: host?.name ?? '' })}
      intro={t('publish.intro')}
      parent={{ to: `/hosts/${hostId}`, label: host?.name ?? t('hosts') }}
    >
      <TermsCard draft={draft} onChange={setDraft} />
      <VersionCard draft={draft} onChange={setDraft} nextNumber={query.data?.nextNumber} />
      <Loaded query={query}>
        {({ texts, unknownValues }) => (
          <>
            <UnknownValues values={unknownValues} hostId={hostId} />
            <Card title={t('publish.preview')}>
              <PolicyTexts texts={texts} />
            </Card>
          </>
        )}
      </Loaded>
      <PublishBar draft={draft} hostId={hostId} isReady={query.data !== undefined} onPublished={onPublished} />
    </Page>
  );
}

interface PublishBarProps {
  draft: PublishDraft;
  hostId: HostId;
  isReady: boolean;
  onPublished(version: Version): void;
}

/** Stays in sight while the text is read. */
function PublishBar({ draft, hostId, isReady, onPublished }: PublishBarProps) {
  const { t } = useTranslation('policies');
  const publish = useMutation(orpc.policies.publish.mutationOptions({ onSuccess: onPublished }));
  const { effectiveOn } = draft;
  return (
    <div className="publish-bar">
      {publish.error === null ? <p className="soft">{t('publish.once')}</p> : <ErrorNotice error={publish.error} />}
      <Button
        variant="primary"
        size="large"
        icon={Stamp}
        isPending={publish.isPending}
        isDisabled={effectiveOn === null || !isReady}
        onPress={() => effectiveOn !== null && publish.mutate({ ...draft, effectiveOn, hostId })}
      >
        {t('publish.submit')}
      </Button>
    </div>
  );
}

function Published({ version }: { version: Version }) {
  const { t } = useTranslation('policies');
  return (
    <Page title={t('published.title', { number: version.number, host: version.hostName })} parent={{ to: `/hosts/${version.hostId}`, label: version.hostName }}>
      <Notice
        tone="ok"
        title={t('published.done')}
        actions={
          <>
            <LinkButton to="/notices" variant="primary" icon={FileCheck2}>
              {t('published.next')}
            </LinkButton>
            <LinkButton to={`/versions/${version.id}`}>{t('published.read')}</LinkButton>
          </>
        }
      >
        {t('published.text')}
      </Notice>
      <Card title={t('published.facts')}>
        <VersionFacts version={version} />
      </Card>
    </Page>
  );
}

/** The day it is on this machine. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
