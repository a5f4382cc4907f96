import { useTranslation } from 'react-i18next';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import type { HostedId } from '../../../src/contract/ids.ts';
import { RadioCards } from '../../ui/choice.tsx';

/** An account of a mail that stopped several. */
export type OwnCase = HostMail['concerned'][number];

interface ChoiceProps {
  /** Those for which no case was opened yet. */
  readonly accounts: readonly OwnCase[];
  readonly chosen: HostedId;
  onChoose(account: OwnCase): void;
}

/** Which account of several the form is about, each with the reason that the mail gives for it. */
export function AccountChoice({ accounts, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('hostMails');
  return (
    <RadioCards
      label={t('which')}
      hint={t('several')}
      options={accounts.map(({ hostedId, name, word, reason }) => ({
        id: String(hostedId),
        label: name === word ? name : `${name} (${word})`,
        ...(reason !== '' && { hint: reason }),
      }))}
      value={String(chosen)}
      onChange={(id) => {
        const account = accounts.find(({ hostedId }) => String(hostedId) === id);
        if (account !== undefined) onChoose(account);
      }}
      across
    />
  );
}
