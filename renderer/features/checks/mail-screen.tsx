import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { CheckTabs } from './check-tabs.tsx';
import { LetterCard } from './letter-card.tsx';
import { MailOptionFields } from './mail-options.tsx';
import { MailResult } from './mail-result.tsx';
import { PageCard } from './page-card.tsx';
import { type MailJob, useMailCheck } from './use-mail-check.ts';
import './checks.css';

/** A sample of a mailing, held against what receivers and the host ask for. */
export function MailCheckScreen() {
  const { t } = useTranslation(['checksScreen', 'notices']);
  const job = useMailCheck();
  const { result } = job.checking;
  return (
    <Page title={t('notices:title')} wide>
      <CheckTabs />
      <SourceCard job={job} />
      {result !== undefined && (
        <>
          <MailResult check={result.check} />
          <PageCard job={job} check={result.check} />
          <LetterCard check={result.check} clientId={result.check.client?.id} />
        </>
      )}
    </Page>
  );
}

function SourceCard({ job }: { job: MailJob }) {
  const { t } = useTranslation('checksScreen');
  const { checking } = job;
  const done = checking.result !== undefined;
  return (
    <Card
      title={t('mail.title')}
      actions={
        done && (
          <Button icon={Mail} onPress={checking.reset}>
            {t('mail.again')}
          </Button>
        )
      }
    >
      {!done && <p className="soft prose">{t('mail.why')}</p>}
      {checking.status === 'running' ? (
        <ProgressPanel title={t('mail.running')} progress={checking.progress} startedAt={checking.startedAt} onCancel={checking.cancel} />
      ) : (
        !done && <FileDrop label={t('mail.drop')} choose={t('mail.choose')} accept={['.eml', 'message/rfc822']} onFile={job.take} />
      )}
      {checking.status === 'cancelled' && <Notice tone="attention" title={t('mail.stopped')} />}
      {checking.status === 'failed' && <ErrorNotice error={checking.error} />}
      <details className="fold" open={done}>
        <summary>{t('mail.details')}</summary>
        <MailOptionFields options={job.options} onChange={job.change} />
      </details>
    </Card>
  );
}
