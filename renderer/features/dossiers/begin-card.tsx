import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Admission } from '../../../src/contract/dossiers.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ClientField, type NamedClient } from '../reminders/index.ts';
import { RuleLines } from './rule-lines.tsx';
import { show } from './use-dossier.ts';

/** What is known of a host and a kind of server. */
export interface Admitted {
  admission: Admission;
  hostId: HostId;
  server: Admission['servers'][number];
}

/** The host admits such a server: for whom it is, and off it goes. */
export function BeginCard({ admission, hostId, server }: Admitted) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const [person, setPerson] = useState<NamedClient | null>(null);
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const begin = useMutation({
    mutationFn: (clientId: NamedClient['id']) => client.dossiers.create({ hostId, clientId, server }),
    onSuccess: (dossier) => {
      show(dossier);
      navigate(`/incidents/dossiers/${dossier.id}`);
    },
  });
  const press = () => {
    setAsked(true);
    if (person !== null) begin.mutate(person.id);
  };
  return (
    <>
      <Notice tone="ok" title={t('new.admitted', { host: admission.hostName, server: t(`dossier:server.${server}`) })}>
        <RuleLines admission={admission} hostId={hostId} />
      </Notice>
      <Card title={t('new.who')}>
        <ClientField label={t('new.client')} error={asked && person === null ? t('new.clientMissing') : undefined} value={person} onChange={setPerson} />
        {person !== null && <NoAccountHere person={person} host={admission.hostName} hostId={hostId} />}
        <p className="soft prose">{t('new.what')}</p>
        {begin.error !== null && <ErrorNotice error={begin.error} />}
        <div className="row">
          <Button variant="primary" isPending={begin.isPending} onPress={press}>
            {t('new.begin')}
          </Button>
        </div>
      </Card>
    </>
  );
}

/** Says that a client has no account at the host of the application: seldom meant, and nothing against it. */
function NoAccountHere({ person, host, hostId }: { person: NamedClient; host: string; hostId: HostId }) {
  const { t } = useTranslation('dossiers');
  const card = useQuery(orpc.clients.get.queryOptions({ input: { id: person.id } }));
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} }));
  const packs = hosts.data?.find(({ id }) => id === hostId)?.packs;
  if (card.data === undefined || packs === undefined) return null;
  const accounts = card.data.accountList;
  if (accounts.some(({ packId }) => packs.some(({ id }) => id === packId))) return null;
  const elsewhere = [...new Set(accounts.map(({ hostName }) => hostName))].join(', ');
  return (
    <Notice tone="attention" title={t('new.elsewhere', { client: person.name, host })}>
      {elsewhere === '' ? t('new.noAccount') : t('new.accountsAt', { hosts: elsewhere })}
    </Notice>
  );
}
