import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { DateText } from '../../ui/time.tsx';

type Contact = ClientCard['contacts'][number];

/** The people of a client; the first valid one receives the notices. */
export function ContactsCard({ contacts, language }: { contacts: readonly Contact[]; language: ClientCard['language'] }) {
  const { t } = useTranslation('clients');
  const receiver = contacts.find((contact) => contact.validTo === null)?.id;
  return (
    <Card flush title={t('contacts.title')}>
      <Table
        label={t('contacts.title')}
        rows={contacts}
        rowKey={(contact) => contact.id}
        columns={[
          {
            id: 'name',
            header: t('contacts.name'),
            cell: (contact) => [contact.firstName, contact.lastName].filter((part) => part !== '').join(' ') || <span className="soft">{t('notGiven')}</span>,
          },
          { id: 'email', header: t('column.email'), cell: (contact) => <Address contact={contact} receives={contact.id === receiver} /> },
          { id: 'role', header: t('contacts.role'), cell: (contact) => t(`role.${contact.role}`) },
          { id: 'language', header: t('column.language'), cell: (contact) => t(`language.${contact.language ?? language}`) },
          { id: 'valid', header: t('contacts.valid'), cell: (contact) => <Validity contact={contact} /> },
        ]}
      />
    </Card>
  );
}

function Address({ contact, receives }: { contact: Contact; receives: boolean }) {
  const { t } = useTranslation('clients');
  return (
    <div className="grid-two-lines">
      <span>{contact.email}</span>
      {receives && <span className="soft small">{t('contacts.receives')}</span>}
    </div>
  );
}

function Validity({ contact }: { contact: Contact }) {
  const { t } = useTranslation('clients');
  if (contact.validTo === null) {
    return (
      <>
        {t('contacts.since')} <DateText on={contact.validFrom} />
      </>
    );
  }
  return (
    <span className="soft">
      {t('contacts.until')} <DateText on={contact.validTo} />
    </span>
  );
}
