import type { UseMutationResult } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

type Answer = Awaited<ReturnType<typeof client.acknowledgements.testMailbox>>;

/** A try of the mailbox, and what came of it. */
export type MailboxTest = UseMutationResult<Answer, Error, Record<string, never>>;

interface ReplyMailboxTestProps {
  test: MailboxTest;
  folder: string;
  unsaved: boolean;
  ready: boolean;
}

/** Tries the saved mailbox: connection, login, folder. Shows what the server said, word for word. */
export function ReplyMailboxTest({ test, folder, unsaved, ready }: ReplyMailboxTestProps) {
  const { t } = useTranslation('settings');
  return (
    <div className="stack">
      <div className="row">
        <Button icon={PlugZap} isDisabled={!ready || unsaved} isPending={test.isPending} onPress={() => test.mutate({})}>
          {t(test.isPending ? 'replyMailbox.test.running' : 'replyMailbox.test.run')}
        </Button>
        {unsaved && <span className="soft small">{t('replyMailbox.test.saveFirst')}</span>}
      </div>
      {test.error !== null && <ErrorNotice error={test.error} />}
      {test.data !== undefined && (
        <Notice tone="ok" title={t('replyMailbox.test.ok')}>
          <p>{t('replyMailbox.test.folder', { folder, count: test.data.messages })}</p>
          <KeyValues
            items={[
              { key: 'greeting', label: t('replyMailbox.test.greeting'), value: <CodeText>{test.data.greeting}</CodeText> },
              { key: 'tls', label: t('replyMailbox.test.encryption'), value: test.data.tls ?? t('replyMailbox.test.noEncryption') },
            ]}
          />
        </Notice>
      )}
    </div>
  );
}
