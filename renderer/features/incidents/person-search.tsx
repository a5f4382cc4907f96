import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId, HostedId, PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/field.tsx';

/** An account at the host, or a client of whom none is known there. */
export interface FoundPerson {
  readonly key: string;
  readonly person: { readonly hostedId: HostedId } | { readonly clientId: ClientId };
  readonly name: string;
  readonly below: string;
}

const LIMIT = 6;

/** Finds accounts of a pack, and clients without one there; what is chosen is added. */
export function PersonSearch({ packId, taken, onAdd }: { packId: PackId | null; taken: readonly string[]; onAdd(found: FoundPerson): void }) {
  const { t } = useTranslation('incidentsScreen');
  const [search, setSearch] = useState('');
  const { people, isDone } = usePeople(useDeferredValue(search.trim()), packId);
  const shown = people.filter(({ key }) => !taken.includes(key));
  return (
    <div className="stack" data-gap="s">
      <SearchField label={t('person.search')} placeholder={t('person.searchHint')} value={search} onChange={setSearch} />
      {isDone && shown.length === 0 && (
        <p className="soft small" role="status">
          {t('person.none')}
        </p>
      )}
      {shown.length > 0 && (
        <ul className="case-found" aria-label={t('person.found')}>
          {shown.map((found) => (
            <li key={found.key}>
              <span>
                {found.name} <span className="soft small">{found.below}</span>
              </span>
              <Button variant="quiet" icon={UserPlus} aria-label={t('person.add', { name: found.name })} onPress={() => onAdd(found)}>
                {t('people.add')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function usePeople(search: string, packId: PackId | null): { people: readonly FoundPerson[]; isDone: boolean } {
  const { t } = useTranslation('incidentsScreen');
  const enabled = search.length >= 2;
  const accounts = useQuery({ ...orpc.statuses.list.queryOptions({ input: { search, limit: LIMIT, ...(packId !== null && { packId }) } }), enabled });
  const clients = useQuery({ ...orpc.clients.list.queryOptions({ input: { limit: LIMIT, filter: { search } } }), enabled });
  if (!enabled) return { people: [], isDone: false };
  const hosted = (accounts.data?.rows ?? []).map(({ account: { id, login, domain, clientName } }) => ({
    key: keyOf({ hostedId: id, clientId: null }),
    person: { hostedId: id },
    name: clientName || domain || login,
    below: t('person.account', { login: domain === '' ? login : `${login} · ${domain}` }),
  }));
  const known = new Set((accounts.data?.rows ?? []).map(({ account }) => account.clientId));
  const others = (clients.data?.rows ?? [])
    .filter(({ id }) => !known.has(id))
    .map(({ id, name }) => ({ key: keyOf({ hostedId: null, clientId: id }), person: { clientId: id }, name, below: t('person.client') }));
  return { people: [...hosted, ...others], isDone: accounts.isSuccess && clients.isSuccess };
}

/** Tells people apart. */
export function keyOf({ hostedId, clientId }: { readonly hostedId: HostedId | null; readonly clientId: ClientId | null }): string {
  return hostedId === null ? `client ${clientId ?? ''}` : `account ${hostedId}`;
}
