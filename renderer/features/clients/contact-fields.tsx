import { useTranslation } from 'react-i18next';
import { ContactRole } from '../../../src/contract/clients.ts';
import { LANGUAGES } from '../../../src/shared/language.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import type { ContactDraft } from './client-form.rules.ts';

const SAME = 'same';

interface ContactFieldsProps {
  contact: ContactDraft;
  /** The first one receives the notices. */
  isFirst: boolean;
  isWrong: boolean;
  onChange(change: Partial<ContactDraft>): void;
  onRemove?: (() => void) | undefined;
}

/** One contact of a client. */
export function ContactFields({ contact, isFirst, isWrong, onChange, onRemove }: ContactFieldsProps) {
  const { t } = useTranslation('clients');
  return (
    <fieldset className="entry">
      <legend>{isFirst ? t('contacts.receives') : t('contacts.other')}</legend>
      <div className="columns">
        <TextField
          label={t('column.email')}
          type="email"
          value={contact.email}
          onChange={(email) => onChange({ email })}
          error={isWrong ? t('form.addressMissing') : undefined}
          isRequired
        />
        <TextField label={t('contacts.firstName')} value={contact.firstName ?? ''} onChange={(firstName) => onChange({ firstName })} />
        <TextField label={t('contacts.lastName')} value={contact.lastName ?? ''} onChange={(lastName) => onChange({ lastName })} />
        <TextField label={t('contacts.phone')} type="tel" value={contact.phone ?? ''} onChange={(phone) => onChange({ phone })} />
        <Select
          label={t('contacts.role')}
          options={ContactRole.options.map((id) => ({ id, label: t(`role.${id}`) }))}
          value={contact.role}
          onChange={(role) => onChange({ role })}
        />
        <Select
          label={t('field.language')}
          options={[{ id: SAME, label: t('contacts.sameLanguage') }, ...LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))]}
          value={contact.language ?? SAME}
          onChange={(id) => onChange({ language: LANGUAGES.find((language) => language === id) ?? null })}
        />
      </div>
      {onRemove !== undefined && (
        <div className="row">
          <Button variant="quiet" onPress={onRemove}>
            {t('contacts.remove')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
