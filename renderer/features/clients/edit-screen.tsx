import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { draftOf, emptyDraft } from './client-form.rules.ts';
import { ClientForm } from './client-form.tsx';

/** Says that a client is saved and shows the card. */
function useSaved() {
  const { t } = useTranslation('common');
  const [, navigate] = useLocation();
  return (client: ClientCard) => {
    toast({ text: t('saved') });
    navigate(`/clients/${client.id}`);
  };
}

/** Adds a client by hand. */
export function NewClientScreen() {
  const { t } = useTranslation('clients');
  const create = useMutation(orpc.clients.create.mutationOptions({ onSuccess: useSaved() }));
  return (
    <Page title={t('add')} parent={{ to: '/clients', label: t('title') }}>
      <ClientForm
        start={emptyDraft(currentLanguage())}
        back="/clients"
        save={(input) => create.mutate(input)}
        isSaving={create.isPending}
        error={create.error}
      />
    </Page>
  );
}

/** Changes a client. */
export function EditClientScreen() {
  const { t } = useTranslation('clients');
  const id = ClientId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <EditById id={id.data} />;
}

function EditById({ id }: { id: ClientId }) {
  const { t } = useTranslation('clients');
  const query = useQuery(orpc.clients.get.queryOptions({ input: { id } }));
  const update = useMutation(orpc.clients.update.mutationOptions({ onSuccess: useSaved() }));
  return (
    <Page title={t('editOf', { name: query.data?.name ?? '' })} parent={{ to: `/clients/${id}`, label: query.data?.name ?? t('client') }}>
      <Loaded query={query}>
        {(client) => (
          <ClientForm
            start={draftOf(client)}
            back={`/clients/${id}`}
            save={(input) => update.mutate({ ...input, id })}
            isSaving={update.isPending}
            error={update.error}
          />
        )}
      </Loaded>
    </Page>
  );
}
