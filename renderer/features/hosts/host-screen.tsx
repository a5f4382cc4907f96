import { useMutation, useQuery } from '@tanstack/react-query';
import { FilePenLine, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Host } from '../../../src/contract/hosts.ts';
import { HostId, type PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button, IconButton, LinkButton } from '../../ui/button.tsx';
import { Card, Notice, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { VersionsCard } from '../policies/index.ts';
import { NameDialog } from './name-dialog.tsx';
import { RulesCard } from './rules-card.tsx';

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
  const [renaming, setRenaming] = useState(false);
  const rename = useMutation(orpc.hosts.rename.mutationOptions());
  return (
    <Page
      title={query.data?.name ?? t('host')}
      parent={{ to: '/hosts', label: t('title') }}
      intro={query.data && t('clientsAndAccounts', { count: query.data.clients, accounts: query.data.activeAccounts })}
      actions={
        <>
          <Button icon={Pencil} onPress={() => setRenaming(true)}>
            {t('rename')}
          </Button>
          <LinkButton to={`/hosts/${id}/publish`} icon={FilePenLine}>
            {t('publish')}
          </LinkButton>
        </>
      }
    >
      <Loaded query={query}>
        {(host) => (
          <>
            <TermsUrl url={host.rules.termsUrl} />
            <VersionsCard hostId={host.id} />
            <PacksCard host={host} />
            <RulesCard rules={host.rules} />
            {renaming && (
              <NameDialog
                title={t('rename')}
                label={t('new.name')}
                name={host.name}
                onClose={() => setRenaming(false)}
                onSave={async (name) => {
                  await rename.mutateAsync({ id, name });
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function TermsUrl({ url }: { url: string | null }) {
  const { t } = useTranslation('hosts');
  if (url === null) return null;
  return (
    <Notice tone="info" title={t('new.termsUrl')}>
      <a href={url} target="_blank" rel="noreferrer">
        {url}
      </a>
    </Notice>
  );
}

function PacksCard({ host }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const [editing, setEditing] = useState<{ id: PackId; name: string } | 'new'>();
  const add = useMutation(orpc.hosts.addPack.mutationOptions());
  const rename = useMutation(orpc.hosts.renamePack.mutationOptions());
  return (
    <Card
      flush
      title={t('packs.title')}
      actions={
        <Button variant="quiet" icon={Plus} onPress={() => setEditing('new')}>
          {t('packs.add')}
        </Button>
      }
    >
      <Table
        label={t('packs.title')}
        rows={host.packs}
        rowKey={(pack) => pack.id}
        columns={[
          { id: 'name', header: t('new.packName'), cell: (pack) => pack.name },
          { id: 'panel', header: t('packs.connection'), cell: () => <StateTag tone="unknown">{t('packs.notConnected')}</StateTag> },
          {
            id: 'edit',
            header: t('packs.actions'),
            numeric: true,
            cell: (pack) => <IconButton icon={Pencil} label={t('packs.rename', { name: pack.name })} onPress={() => setEditing(pack)} />,
          },
        ]}
      />
      {editing !== undefined && (
        <NameDialog
          title={editing === 'new' ? t('packs.add') : t('packs.rename', { name: editing.name })}
          label={t('new.packName')}
          name={editing === 'new' ? '' : editing.name}
          onClose={() => setEditing(undefined)}
          onSave={async (name) => {
            await (editing === 'new' ? add.mutateAsync({ hostId: host.id, name }) : rename.mutateAsync({ id: editing.id, name }));
          }}
        />
      )}
    </Card>
  );
}
