import { useTranslation } from 'react-i18next';
import { AccountStatus } from '../../../src/contract/clients.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { Button } from '../../ui/button.tsx';
import { type Option, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import type { AccountDraft } from './client-form.rules.ts';

interface AccountFieldsProps {
  account: AccountDraft;
  packs: readonly Option<PackId>[];
  isWrong: boolean;
  onChange(change: Partial<AccountDraft>): void;
  onRemove(): void;
}

/** One hosting account of a client. */
export function AccountFields({ account, packs, isWrong, onChange, onRemove }: AccountFieldsProps) {
  const { t } = useTranslation('clients');
  return (
    <fieldset className="entry">
      <legend>{account.mainDomain.trim() === '' ? t('accounts.new') : account.mainDomain}</legend>
      <div className="columns">
        <TextField
          label={t('accounts.domain')}
          value={account.mainDomain}
          onChange={(mainDomain) => onChange({ mainDomain })}
          error={isWrong && account.mainDomain.trim() === '' ? t('form.domainMissing') : undefined}
          isRequired
        />
        <TextField
          label={t('accounts.otherDomains')}
          hint={t('form.otherDomainsHint')}
          value={account.otherDomains}
          onChange={(otherDomains) => onChange({ otherDomains })}
        />
        <Select
          label={t('accounts.pack')}
          options={packs}
          value={account.packId}
          onChange={(packId) => onChange({ packId })}
          error={isWrong && account.packId === null ? t('form.packMissing') : undefined}
        />
        <Details account={account} onChange={onChange} />
      </div>
      <div className="row">
        <Button variant="quiet" onPress={onRemove}>
          {account.id === undefined ? t('accounts.remove') : t('accounts.close')}
        </Button>
      </div>
    </fieldset>
  );
}

/** What the panel says of the account. */
function Details({ account, onChange }: Pick<AccountFieldsProps, 'account' | 'onChange'>) {
  const { t } = useTranslation('clients');
  return (
    <>
      <TextField label={t('accounts.plan')} value={account.plan ?? ''} onChange={(plan) => onChange({ plan })} />
      <TextField label={t('accounts.login')} value={account.login ?? ''} onChange={(login) => onChange({ login })} />
      <DateField label={t('accounts.orderedOn')} value={account.orderedOn ?? null} onChange={(orderedOn) => onChange({ orderedOn })} />
      <Select
        label={t('accounts.status')}
        options={AccountStatus.options.map((id) => ({ id, label: t(`status.${id}`) }))}
        value={account.status ?? 'active'}
        onChange={(status) => onChange({ status })}
      />
    </>
  );
}
