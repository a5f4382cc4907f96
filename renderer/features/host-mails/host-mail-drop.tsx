import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ProposalCard } from './proposal-card.tsx';
import './host-mails.css';

interface DropProps {
  /** Only in this pack is looked for who is named. */
  readonly packId?: PackId | undefined;
  /** `source`: what was put in, to be kept with the case. */
  onProposal(mail: HostMail, source: File | string): void;
}

/** Reads a mail of the host, shows what it seems to say, and hands on the case it would be. Nothing is opened. */
export function HostMailDrop({ packId, onProposal }: DropProps): React.JSX.Element {
  const { t } = useTranslation('hostMails');
  const [text, setText] = useState('');
  const read = useMutation({
    mutationFn: async (source: File | string) =>
      client.hostMails.read({
        source: typeof source === 'string' ? { text: source } : { fileRef: await putFile(source) },
        ...(packId !== undefined && { packId }),
      }),
    // What is no case leaves the form as it is, unless somebody wants the text in it.
    onSuccess: (mail, source) => mail.kind !== null && onProposal(mail, source),
  });
  if (read.data !== undefined) return <ProposalCard mail={read.data} onUse={(mail) => onProposal(mail, read.variables)} onAgain={read.reset} />;
  return (
    <div className="stack">
      <FileDrop
        label={t('drop')}
        choose={t('choose')}
        accept={['.eml', '.txt', '.html', '.htm', 'message/rfc822', 'text/plain']}
        onFile={(file) => read.mutate(file)}
      />
      <TextArea label={t('paste')} hint={t('pasteHint')} wide rows={4} maxLength={2_000_000} value={text} onChange={setText} />
      <div className="row">
        <Button isDisabled={text.trim() === ''} isPending={read.isPending} onPress={() => read.mutate(text)}>
          {t('read')}
        </Button>
      </div>
      {read.error !== null && <ErrorNotice error={read.error} />}
    </div>
  );
}
