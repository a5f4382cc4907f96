import { useQuery } from '@tanstack/react-query';
import { MailSearch, Settings } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyMailbox } from '../../../src/contract/acknowledgements.ts';
import { orpc } from '../../client/client.ts';
import { wordFailure } from '../../client/describe-error.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FilesDrop } from '../../ui/file-drop.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ReadSummary } from './read-summary.tsx';
import { FILES_AT_ONCE, type ReadFrom, useReading } from './use-reading.ts';

/** Takes replies in: dropped files or the mailbox they arrive in, with what came of it. */
export function ReadReplies() {
  const { t } = useTranslation(['replies', 'common']);
  const reading = useReading();
  const [from, setFrom] = useState<ReadFrom>('mailbox');
  const [tooMany, setTooMany] = useState(false);
  const running = reading.status === 'running';
  const read = (next: ReadFrom) => {
    if (running) return;
    setTooMany(next.length > FILES_AT_ONCE);
    if (next !== 'mailbox' && next.length > FILES_AT_ONCE) return;
    setFrom(next);
    void reading.run(next);
  };
  return (
    <Card title={t('read.title')}>
      <div className="read-sources">
        <FilesDrop label={t('read.drop')} choose={t('read.choose')} accept={['.eml', '.mbox', '.mbx', 'message/rfc822', 'application/mbox']} onFiles={read} />
        <FromMailbox running={running && from === 'mailbox'} failed={reading.status === 'failed' && from === 'mailbox'} onRead={() => read('mailbox')} />
      </div>
      {running && <ProgressPanel title={t('read.running')} progress={reading.progress} startedAt={reading.startedAt} onCancel={reading.cancel} />}
      {tooMany && <Notice tone="attention">{t('read.tooMany', { count: FILES_AT_ONCE })}</Notice>}
      {reading.status === 'cancelled' && <Notice tone="attention" title={t('read.stopped')} />}
      {reading.status === 'failed' && (
        <ErrorNotice error={reading.error} actions={from === 'mailbox' && <LinkButton to="/settings">{t('read.setUp')}</LinkButton>} />
      )}
      {reading.result !== undefined && <ReadSummary result={reading.result} fromMailbox={from === 'mailbox'} />}
    </Card>
  );
}

/** `failed` = somebody has just been told why: the last failure is not said once more. */
function FromMailbox({ running, failed, onRead }: { running: boolean; failed: boolean; onRead(): void }) {
  const { t } = useTranslation('replies');
  const mailbox = useQuery(orpc.acknowledgements.mailbox.queryOptions({ input: {} })).data;
  if (mailbox === undefined) return null;
  const isSet = mailbox.host !== '';
  return (
    <div className="stack" data-gap="s">
      <h3>{t('read.mailbox')}</h3>
      <p className="soft prose">{t(isSet ? 'read.mailboxWhy' : 'read.notSetUp')}</p>
      <div className="row">
        {isSet ? (
          <Button icon={MailSearch} isPending={running} onPress={onRead}>
            {t('read.fromMailbox')}
          </Button>
        ) : (
          <LinkButton to="/settings" icon={Settings}>
            {t('read.setUp')}
          </LinkButton>
        )}
      </div>
      {isSet && (
        <p className="soft small">
          {mailbox.lastReadAt === null ? t('read.never') : `${t('read.lastRead')} `}
          {mailbox.lastReadAt !== null && <RelativeTime at={mailbox.lastReadAt} />}
        </p>
      )}
      {isSet && !failed && mailbox.lastError !== null && <LastError error={mailbox.lastError} mailbox={mailbox} />}
    </div>
  );
}

function LastError({ error, mailbox: { host, port, folder } }: { error: NonNullable<ReplyMailbox['lastError']>; mailbox: ReplyMailbox }) {
  const { t } = useTranslation('replies');
  return (
    <Notice
      tone="attention"
      title={
        <>
          {t('read.failed')} · <RelativeTime at={error.at} />
        </>
      }
    >
      {wordFailure(error.code, { host, port, folder, reply: error.detail, reason: error.detail })}
    </Notice>
  );
}
