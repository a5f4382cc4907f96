import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { ClientId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, KeyValues } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DateTime } from '../../ui/time.tsx';
import { ClientAcknowledgements } from '../acknowledgements/index.ts';
import { ClientProblems, useProblems } from '../bounces/index.ts';
import { ClientIncidents } from '../incidents/index.ts';
import { ClientReminders } from '../reminders/index.ts';
import { ClientVolume } from '../usage/index.ts';
import { AccountsCard } from './accounts-card.tsx';
import { ContactsCard } from './contacts-card.tsx';
import { ProofCard } from './proof-card.tsx';
import { Timeline } from './timeline.tsx';
import { saysTold } from './told-sentence.rules.ts';
import { ToldSentence } from './told-sentence.tsx';

/** One client: who, what he was told, his accounts, and all that happened. */
export function ClientScreen() {
  const { t } = useTranslation('clients');
  const id = ClientId.safeParse(useParams<{ id: string }>().id);
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  return <ClientById id={id.data} />;
}

function ClientById({ id }: { id: ClientId }) {
  const { t } = useTranslation('clients');
  const query = useQuery(orpc.clients.get.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? t('client')}
      parent={{ to: '/clients', label: t('title') }}
      actions={
        <LinkButton to={`/clients/${id}/edit`} icon={Pencil}>
          {t('edit')}
        </LinkButton>
      }
    >
      <Loaded query={query}>{(client) => <CardBody client={client} />}</Loaded>
    </Page>
  );
}

function CardBody({ client }: { client: ClientCard }) {
  const { t } = useTranslation('clients');
  const { reachable } = useProblems(client);
  return (
    <>
      {saysTold({ ...client, reachable }) && <ToldSentence client={client} />}
      <ClientProblems client={client} />
      <ClientIncidents clientId={client.id} />
      <ClientVolume clientId={client.id} />
      <Card title={t('who')}>
        <KeyValues
          items={[
            { key: 'number', label: t('field.number'), value: client.number || t('notGiven') },
            { key: 'language', label: t('field.language'), value: t(`language.${client.language}`) },
            ...(client.timeZone === '' ? [] : [{ key: 'timeZone', label: t('field.timeZone'), value: client.timeZone.replaceAll('_', ' ') }]),
            { key: 'since', label: t('field.since'), value: <DateTime at={client.createdAt} /> },
            ...(client.note === '' ? [] : [{ key: 'note', label: t('field.note'), value: client.note }]),
          ]}
        />
      </Card>
      <ContactsCard contacts={client.contacts} language={client.language} />
      <AccountsCard accounts={client.accountList} />
      <ClientAcknowledgements client={client} />
      <ClientReminders clientId={client.id} />
      <ProofCard clientId={client.id} />
      <Timeline clientId={client.id} entries={client.timeline} />
    </>
  );
}
