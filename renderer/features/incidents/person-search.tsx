import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/field.tsx';
import { type FoundPerson, ownersOf, peopleFound } from './person.rules.ts';

const LIMIT = 6;
/** So many are looked at: whoever has an account in the pack comes first. */
const CLIENTS = 50;
/** A domain is part of many longer names, and of addresses. */
const ALL = 500;

/** Finds accounts of a pack, whether a panel or the client list knows them, and other clients; what is chosen is added. */
export function PersonSearch({ packId, taken, onAdd }: { packId: PackId | null; taken: readonly string[]; onAdd(found: FoundPerson): void }) {
  const { t } = useTranslation('incidentsScreen');
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const searched = useDeferredValue(search.trim());
  const { people, isDone } = usePeople(searched, packId);
  const shown = people.filter(({ key }) => !taken.includes(key)).slice(0, 2 * LIMIT);
  const add = (found: FoundPerson) => {
    onAdd(found);
    setSearch('');
    field.current?.focus();
  };
  // Enter takes the only one found. It never sends the form that the field may stand in.
  const takeOnly = () => {
    const [only, ...others] = searched === search.trim() ? shown : [];
    if (only !== undefined && others.length === 0) add(only);
  };
  return (
    <div className="stack" data-gap="s">
      <SearchField label={t('person.search')} placeholder={t('person.searchHint')} value={search} onChange={setSearch} onSubmit={takeOnly} inputRef={field} />
      {isDone && shown.length === 0 && (
        <p className="soft small" role="status">
          {t('person.none')}
        </p>
      )}
      <Found people={shown} onAdd={add} />
    </div>
  );
}

function Found({ people, onAdd }: { people: readonly FoundPerson[]; onAdd(found: FoundPerson): void }) {
  const { t } = useTranslation('incidentsScreen');
  if (people.length === 0) return null;
  return (
    <ul className="case-found" aria-label={t('person.found')}>
      {people.map((found) => (
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
  );
}

/** Who is found by a word in a pack (null = any), and that the search is over. `isDomain`: only whose that very domain is. */
export function usePeople(search: string, packId: PackId | null, isDomain = false): { people: readonly FoundPerson[]; isDone: boolean } {
  const { t } = useTranslation('incidentsScreen');
  const enabled = search.length >= 2;
  const limit = isDomain ? ALL : LIMIT;
  const hosted = useQuery({ ...orpc.statuses.list.queryOptions({ input: { search, limit, ...(packId !== null && { packId }) } }), enabled });
  const clients = useQuery({ ...orpc.clients.list.queryOptions({ input: { limit: isDomain ? ALL : CLIENTS, filter: { search } } }), enabled });
  const clientIds = (clients.data?.rows ?? []).map(({ id }) => id);
  const accounts = useQuery({ ...orpc.clients.accounts.queryOptions({ input: { clientIds } }), enabled: enabled && clients.isSuccess });
  if (!enabled || !hosted.isSuccess || !clients.isSuccess || !accounts.isSuccess) return { people: [], isDone: false };
  const finds = { hosted: hosted.data.rows.map(({ account }) => account), clients: clients.data.rows, accounts: accounts.data };
  const people = peopleFound(isDomain ? ownersOf(finds, search) : finds, packId, {
    account: (login) => t('person.account', { login }),
    elsewhere: (login, pack) => t('person.elsewhere', { login, pack }),
    none: () => t('person.client'),
    number: (number) => t('person.number', { number }),
  });
  return { people, isDone: true };
}
