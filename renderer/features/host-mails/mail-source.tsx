import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostMailSource } from '../../../src/contract/host-mails.ts';
import { putFile } from '../../client/files.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';

/** A mail of the host before it crosses to the core: a file, or a text that was pasted. */
export type MailInHand = File | string;

/** As the core takes it; a file is put in anew, as what was put in before need not be there any more. */
export async function sourceOf(mail: MailInHand): Promise<HostMailSource> {
  return typeof mail === 'string' ? { text: mail } : { fileRef: await putFile(mail) };
}

interface SourceProps {
  /** What is done with a text that was pasted. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  onMail(mail: MailInHand): void;
}

/** Takes a mail of the host: dropped, chosen, or its text pasted. */
export function MailSource({ action, isPending, error, onMail }: SourceProps) {
  const { t } = useTranslation('hostMails');
  const [text, setText] = useState('');
  return (
    <div className="stack">
      <FileDrop label={t('drop')} choose={t('choose')} accept={['.eml', '.txt', '.html', '.htm', 'message/rfc822', 'text/plain']} onFile={onMail} />
      <TextArea label={t('paste')} hint={t('pasteHint')} wide rows={4} maxLength={2_000_000} value={text} onChange={setText} />
      <div className="row">
        <Button isDisabled={text.trim() === ''} isPending={isPending} onPress={() => onMail(text)}>
          {action}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
