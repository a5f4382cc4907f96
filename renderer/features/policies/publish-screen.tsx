import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { FileCheck2, Stamp } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { z } from 'zod';
import { HostId } from '../../../src/contract/ids.ts';
import type { PolicyTerms, Version } from '../../../src/contract/policies.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { PolicyTextView } from './policy-text.tsx';
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
  const { t } = useTranslation(['policies', 'common']);
  const host = useQuery(orpc.hosts.get.queryOptions({ input: { id: hostId } })).data;
  const [draft, setDraft] = useState<PublishDraft>({ terms: NO_TERMS, effectiveOn: today(), changelog: '', material: true });
  const terms = useDeferredValue(draft.terms);
  const query = useQuery(orpc.policies.draft.queryOptions({ input: { hostId, terms }, placeholderData: keepPreviousData }));
  const publish = useMutation(orpc.policies.publish.mutationOptions({ onSuccess: onPublished }));
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
              <Tabs
                label={t('languages')}
                tabs={texts.map((text) => ({ id: text.language, label: t(`common:ownLanguage.${text.language}`), content: <PolicyTextView text={text} /> }))}
              />
            </Card>
          </>
        )}
      </Loaded>
      {publish.error !== null && <ErrorNotice error={publish.error} />}
      <div className="publish-bar">
        <p className="soft">{t('publish.once')}</p>
        <Button
          variant="primary"
          size="large"
          icon={Stamp}
          isPending={publish.isPending}
          isDisabled={draft.effectiveOn === null || query.data === undefined}
          onPress={() => draft.effectiveOn !== null && publish.mutate({ ...draft, effectiveOn: draft.effectiveOn, hostId })}
        >
          {t('publish.submit')}
        </Button>
      </div>
    </Page>
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
