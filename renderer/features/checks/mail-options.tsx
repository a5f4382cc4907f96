import { useTranslation } from 'react-i18next';
import { Select, Switch } from '../../ui/choice.tsx';
import { ClientField } from '../reminders/index.ts';
import { HostField } from './host-field.tsx';
import type { MailOptions } from './use-mail-check.ts';

const PURPOSES = ['auto', 'marketing', 'service'] as const;

/** What is known beside the mail: whose it is, whose limits count, and what it is for. */
export function MailOptionFields({ options, onChange }: { options: MailOptions; onChange(options: MailOptions): void }) {
  const { t } = useTranslation('checksScreen');
  return (
    <div className="stack">
      <div className="columns">
        <ClientField label={t('mail.client')} value={options.person} onChange={(person) => onChange({ ...options, person })} />
        <HostField label={t('mail.host')} none={t('mail.hostOfClient')} value={options.hostId} onChange={(hostId) => onChange({ ...options, hostId })} />
        <Select
          label={t('mail.purpose')}
          value={options.purpose}
          onChange={(purpose) => onChange({ ...options, purpose })}
          options={PURPOSES.map((id) => ({ id, label: id === 'auto' ? t('mail.purposeAuto') : t(`mail.purposeOf.${id}`) }))}
        />
      </div>
      <Switch label={t('mail.northAmerica')} isSelected={options.northAmerica} onChange={(northAmerica) => onChange({ ...options, northAmerica })} />
      <Switch label={t('mail.bulk')} isSelected={options.bulk} onChange={(bulk) => onChange({ ...options, bulk })} />
      <Switch label={t('mail.names')} isSelected={options.names} onChange={(names) => onChange({ ...options, names })} />
      <p className="soft small prose">{t('mail.namesWhy')}</p>
    </div>
  );
}
