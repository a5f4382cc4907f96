import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReplyMailbox } from '../../../src/contract/acknowledgements.ts';
import { orpc } from '../../client/client.ts';
import { wordFailure } from '../../client/describe-error.ts';
import { Card, KeyValues, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ReplyMailboxForm } from './reply-mailbox-form.tsx';

/** Where answers to notices arrive: the server, a try of it, and how the last look went. */
export function ReplyMailboxCard() {
  const { t } = useTranslation('settings');
  const query = useQuery(orpc.acknowledgements.mailbox.queryOptions({ input: {} }));
  const test = useMutation(orpc.acknowledgements.testMailbox.mutationOptions());
  return (
    <Card title={t('replyMailbox.title')}>
      <p className="soft prose">{t('replyMailbox.intro')}</p>
      <Loaded query={query}>
        {(mailbox) => (
          <>
            {mailbox.host !== '' && <LastLook mailbox={mailbox} tested={!test.isIdle} />}
            <ReplyMailboxForm mailbox={mailbox} test={test} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** How the last look went. A test since then knows better why it failed, and says so itself. */
function LastLook({ mailbox: { lastReadAt, lastError, host, port, folder }, tested }: { mailbox: ReplyMailbox; tested: boolean }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <KeyValues
        items={[{ key: 'read', label: t('replyMailbox.state'), value: lastReadAt === null ? t('replyMailbox.never') : <RelativeTime at={lastReadAt} /> }]}
      />
      {lastError !== null && !tested && (
        <Notice
          tone="attention"
          title={
            <>
              {t('replyMailbox.error')} · <RelativeTime at={lastError.at} />
            </>
          }
        >
          {wordFailure(lastError.code, { host, port, reply: lastError.detail, reason: lastError.detail, folder })}
        </Notice>
      )}
    </>
  );
}
