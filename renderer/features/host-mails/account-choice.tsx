import { useTranslation } from 'react-i18next';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import { RadioCards } from '../../ui/choice.tsx';

/** An account of a mail that stopped several. */
export type OwnCase = HostMail['concerned'][number];

interface ChoiceProps {
  /** Those for which no case was opened yet. */
  readonly accounts: readonly OwnCase[];
  readonly chosen: OwnCase;
  onChoose(account: OwnCase): void;
}

/** Which account of several the form is about, each with the reason that the mail gives for it. */
export function AccountChoice({ accounts, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('hostMails');
  return (
    <RadioCards
      label={t('which')}
      hint={t('several')}
      options={accounts.map(({ name, word, reason }) => ({
        id: word,
        label: name === word ? name : `${name} (${word})`,
        ...(reason !== '' && { hint: reason }),
      }))}
      value={chosen.word}
      onChange={(id) => {
        const account = accounts.find(({ word }) => word === id);
        if (account !== undefined) onChoose(account);
      }}
      across
    />
  );
}
