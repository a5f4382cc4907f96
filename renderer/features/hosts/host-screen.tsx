import { useMutation, useQuery } from '@tanstack/react-query';
import { FilePenLine, Pencil, Scale } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Host } from '../../../src/contract/hosts.ts';
import { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { TextsCard, VersionsCard } from '../policies/index.ts';
import { useRulesDraft } from './edit/use-rules-draft.ts';
import { HistoryCard } from './history-card.tsx';
import { NameDialog } from './name-dialog.tsx';
import { PacksCard } from './packs-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { QuotesCard, StatementsCard } from './statements-card.tsx';

/** One host: its policy, packs and every rule with its source. */
export function HostScreen() {
  const { t } = useTranslation('hosts');
  const id = HostId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <HostById id={id.data} />;
}

function HostById({ id }: { id: HostId }) {
  const { t } = useTranslation('hosts');
  const query = useQuery(orpc.hosts.get.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? t('host')}
      parent={{ to: '/hosts', label: t('title') }}
      intro={query.data && t('clientsAndAccounts', { count: query.data.clients, accounts: query.data.activeAccounts })}
      actions={query.data && <HostActions host={query.data} />}
    >
      <Loaded query={query}>
        {(host) => (
          <>
            <UnsavedRules host={host} />
            <TermsUrl rules={host.rules} />
            <VersionsCard hostId={host.id} />
            <TextsCard hostId={host.id} />
            <PacksCard host={host} />
            <RulesCard host={host} />
            <QuotesCard quotes={host.rules.quotes} />
            <StatementsCard statements={host.rules.statements} />
            <HistoryCard hostId={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function HostActions({ host }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const [renaming, setRenaming] = useState(false);
  const rename = useMutation(orpc.hosts.rename.mutationOptions());
  return (
    <>
      <Button icon={Pencil} onPress={() => setRenaming(true)}>
        {t('rename')}
      </Button>
      <LinkButton to={`/hosts/${host.id}/rules`} icon={Scale}>
        {t('editRules')}
      </LinkButton>
      <LinkButton to={`/hosts/${host.id}/publish`} icon={FilePenLine}>
        {t('publish')}
      </LinkButton>
      {renaming && (
        <NameDialog
          title={t('rename')}
          label={t('new.name')}
          name={host.name}
          onClose={() => setRenaming(false)}
          onSave={async (name) => {
            await rename.mutateAsync({ id: host.id, name });
          }}
        />
      )}
    </>
  );
}

/** Changes of the rules that wait to be saved, however the editor was left. */
function UnsavedRules({ host }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const count = useRulesDraft(host).changes.length;
  if (count === 0) return null;
  const actions = <LinkButton to={`/hosts/${host.id}/rules`}>{t('edit.goOn')}</LinkButton>;
  return <Notice tone="attention" title={t('edit.ready', { count })} actions={actions} />;
}

function TermsUrl({ rules: { termsUrl } }: Pick<Host, 'rules'>) {
  const { t } = useTranslation('hosts');
  if (termsUrl.state === 'unknown') return null;
  const url = termsUrl.value;
  return (
    <Notice tone="info" title={t('new.termsUrl')}>
      <a href={url} target="_blank" rel="noreferrer">
        {url}
      </a>
    </Notice>
  );
}
