import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ClientInput } from '../../../src/contract/clients.ts';
import { LANGUAGES } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { showFaults } from '../../ui/first-fault.ts';
import { TimeZoneField } from '../../ui/time-zone-field.tsx';
import { AccountFields } from './account-fields.tsx';
import { type ClientDraft, emptyAccount, emptyContact, inputOf, problemsOf } from './client-form.rules.ts';
import { ContactFields } from './contact-fields.tsx';
import './clients.css';

interface ClientFormProps {
  start: ClientDraft;
  /** Where "Cancel" leads. */
  back: string;
  save(input: z.input<typeof ClientInput>): void;
  isSaving: boolean;
  error: Error | null;
}

/** Everything about a client that can be written by hand. What was typed stays until it is saved. */
export function ClientForm({ start, back, save, isSaving, error }: ClientFormProps) {
  const { t } = useTranslation(['clients', 'common']);
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const problems = problemsOf(draft);
  const isWrong = problems.contacts.size + problems.accounts.size > 0;
  const set = (change: Partial<ClientDraft>) => setDraft((now) => ({ ...now, ...change }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    showFaults(event, () => setTried(true));
    if (!isWrong) save(inputOf(draft));
  };
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      <Who draft={draft} onChange={set} />
      <Contacts draft={draft} onChange={set} wrong={tried ? problems.contacts : new Set()} />
      <Accounts draft={draft} onChange={set} wrong={tried ? problems.accounts : new Set()} />
      {tried && isWrong && <Notice tone="stopped" title={t('form.mend')} />}
      {error !== null && <ErrorNotice error={error} />}
      <div className="row">
        <Button type="submit" variant="primary" size="large" isPending={isSaving}>
          {t('common:save')}
        </Button>
        <LinkButton to={back} variant="quiet">
          {t('common:cancel')}
        </LinkButton>
      </div>
    </form>
  );
}

interface PartProps {
  draft: ClientDraft;
  onChange(change: Partial<ClientDraft>): void;
}

function Who({ draft, onChange }: PartProps) {
  const { t } = useTranslation('clients');
  return (
    <Card title={t('who')}>
      <div className="columns">
        <TextField label={t('field.company')} hint={t('form.companyHint')} value={draft.company} onChange={(company) => onChange({ company })} autoFocus />
        <TextField label={t('field.number')} value={draft.number} onChange={(number) => onChange({ number })} />
        <Select
          label={t('field.language')}
          hint={t('form.languageHint')}
          options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))}
          value={draft.language}
          onChange={(language) => onChange({ language })}
        />
        <TimeZoneField
          label={t('field.timeZone')}
          hint={t('form.timeZoneHint')}
          none={t('form.timeZoneNone')}
          value={draft.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </div>
      <TextArea label={t('field.note')} value={draft.note} onChange={(note) => onChange({ note })} rows={2} wide />
    </Card>
  );
}

function Contacts({ draft, onChange, wrong }: PartProps & { wrong: ReadonlySet<number> }) {
  const { t } = useTranslation('clients');
  const add = () => onChange({ contacts: [...draft.contacts, emptyContact(draft.nextKey)], nextKey: draft.nextKey + 1 });
  return (
    <Part title={t('contacts.title')} hint={t('form.contactsHint')} addLabel={t('form.addContact')} onAdd={add}>
      {draft.contacts.map((contact, index) => (
        <ContactFields
          key={contact.key}
          contact={contact}
          isFirst={index === 0}
          isWrong={wrong.has(contact.key)}
          onChange={(changed) => onChange({ contacts: draft.contacts.map((each) => (each.key === contact.key ? { ...each, ...changed } : each)) })}
          onRemove={draft.contacts.length === 1 ? undefined : () => onChange({ contacts: draft.contacts.filter(({ key }) => key !== contact.key) })}
        />
      ))}
    </Part>
  );
}

function Accounts({ draft, onChange, wrong }: PartProps & { wrong: ReadonlySet<number> }) {
  const { t } = useTranslation('clients');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const packs = hosts.flatMap((host) => host.packs.map(({ id, name }) => ({ id, label: t('accounts.packAtHost', { pack: name, host: host.name }) })));
  const add = () => onChange({ accounts: [...draft.accounts, emptyAccount(draft.nextKey, packs[0]?.id ?? null)], nextKey: draft.nextKey + 1 });
  return (
    <Part title={t('accounts.title')} hint={packs.length === 0 ? t('form.noPack') : t('form.accountsHint')} addLabel={t('form.addAccount')} onAdd={add}>
      {draft.accounts.map((account) => (
        <AccountFields
          key={account.key}
          account={account}
          packs={packs}
          isWrong={wrong.has(account.key)}
          onChange={(changed) => onChange({ accounts: draft.accounts.map((each) => (each.key === account.key ? { ...each, ...changed } : each)) })}
          onRemove={() => onChange({ accounts: draft.accounts.filter(({ key }) => key !== account.key) })}
        />
      ))}
    </Part>
  );
}

function Part({ title, hint, addLabel, onAdd, children }: { title: string; hint: string; addLabel: string; onAdd(): void; children: ReactNode }) {
  return (
    <Card title={title}>
      <p className="soft prose">{hint}</p>
      {children}
      <div className="row">
        <Button onPress={onAdd}>{addLabel}</Button>
      </div>
    </Card>
  );
}
