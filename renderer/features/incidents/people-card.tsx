import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Concerned, ConcernRole, Incident } from '../../../src/contract/incidents.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Menu } from '../../ui/overlay.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { type FoundPerson, keyOf } from './person.rules.ts';
import { PersonSearch } from './person-search.tsx';
import { useAct } from './use-case.ts';

const ROLE_TONES = { caused: 'stopped', suspected: 'attention', affected: 'info', innocent: 'ok' } as const satisfies Record<ConcernRole, Tone>;

/** Whom a case names first, and what may be said of him: where one recipient gets nothing, nobody is looked for. */
const ROLES = { abuse: ['suspected', 'caused', 'innocent'], recipient: ['affected'] } as const satisfies Record<string, readonly ConcernRole[]>;

interface Change {
  readonly person: FoundPerson['person'];
  readonly name: string;
  readonly role: ConcernRole | null;
}

/** Who is concerned, and how: a name is no accusation before it is said to be the cause. */
export function PeopleCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { id, kind, concerned, closedAt, packId } = incident;
  const roles = ROLES[kind === 'recipient' ? 'recipient' : 'abuse'];
  const [named] = roles;
  const change = useAct(
    ({ person, role }: Change) => client.incidents.concern({ id, person, role }),
    (_, { name, role }) => ({ text: role === null ? t('people.removed', { name }) : t('people.changed', { name, role: t(`incidents:role.${role}`) }) }),
  );
  return (
    <Card title={t('people.title')}>
      {concerned.length === 0 ? (
        <p className="soft prose">{t(kind === 'recipient' ? 'people.noneRecipient' : 'people.none')}</p>
      ) : (
        <ul className="case-people">
          {concerned.map((one) => (
            <PersonLine key={keyOf(one)} one={one} roles={closedAt === null ? roles : []} onChange={change.mutate} />
          ))}
        </ul>
      )}
      {closedAt === null && (
        <div id="people">
          <PersonSearch packId={packId} taken={concerned.map(keyOf)} onAdd={({ person, name }) => change.mutate({ person, name, role: named })} />
        </div>
      )}
    </Card>
  );
}

interface PersonProps {
  one: Concerned;
  /** Those he may have; none = nothing is changed any more. */
  roles: readonly ConcernRole[];
  onChange(change: Change): void;
}

function PersonLine({ one, roles, onChange }: PersonProps) {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const { hostedId, clientId, name, role, before } = one;
  const person = hostedId !== null ? { hostedId } : clientId !== null ? { clientId } : null;
  const place = clientId !== null ? `#/clients/${clientId}` : `#/hosts/volume/${hostedId ?? ''}`;
  return (
    <li>
      <div>
        <a href={place}>{name}</a>
        {before > 0 && <p className="soft small">{t('people.before', { count: before })}</p>}
      </div>
      {roles.length > 0 && person !== null ? (
        <Menu
          trigger={
            <Button variant="quiet" aria-label={`${t('people.role', { name })}, ${t(`incidents:role.${role}`)}`}>
              <StateTag tone={ROLE_TONES[role]}>{t(`incidents:role.${role}`)}</StateTag>
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
          actions={[
            ...roles.map((each) => ({ id: each, label: t(`incidents:role.${each}`), run: () => onChange({ person, name, role: each }) })),
            { id: 'out', label: t('people.takeOut'), run: () => onChange({ person, name, role: null }) },
          ]}
        />
      ) : (
        <StateTag tone={ROLE_TONES[role]}>{t(`incidents:role.${role}`)}</StateTag>
      )}
    </li>
  );
}
