import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { type MailInHand, MailSource, sourceOf } from './mail-source.tsx';
import { ProposalCard } from './proposal-card.tsx';
import './host-mails.css';

interface DropProps {
  /** Only in this pack is looked for who is named. */
  readonly packId?: PackId | undefined;
  /** `source`: what was put in, to be kept with the case. */
  onProposal(mail: HostMail, source: MailInHand): void;
  /** The mail is put away, to read another one. */
  onAway?: (() => void) | undefined;
}

/** Reads a mail of the host, shows what it seems to say, and hands on the case it would be. Nothing is opened. */
export function HostMailDrop({ packId, onProposal, onAway }: DropProps): React.JSX.Element {
  const { t } = useTranslation('hostMails');
  const read = useMutation({
    mutationFn: async (source: MailInHand) => client.hostMails.read({ source: await sourceOf(source), ...(packId !== undefined && { packId }) }),
    // What is no case leaves the form as it is, unless somebody wants the text in it.
    onSuccess: (mail, source) => mail.kind !== null && onProposal(mail, source),
  });
  const away = () => {
    read.reset();
    onAway?.();
  };
  if (read.data !== undefined) return <ProposalCard mail={read.data} onUse={(mail) => onProposal(mail, read.variables)} onAgain={away} />;
  return <MailSource action={t('read')} isPending={read.isPending} error={read.error} onMail={(mail) => read.mutate(mail)} />;
}
