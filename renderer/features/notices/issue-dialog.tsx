import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { useStream } from '../../client/use-stream.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { IssueQuestion } from './issue-question.tsx';
import { IssueResult } from './issue-result.tsx';

/** Who is to be told: everyone who is due and ready, or one person. */
export interface IssueTarget {
  readonly people: number;
  readonly only?: { readonly clientId: ClientId; readonly clientName: string };
}

/** Asks, makes the notices, says what came of it. What is queued when it is stopped stays queued. */
export function IssueDialog({ target, onClose }: { target: IssueTarget; onClose(): void }) {
  const { t } = useTranslation(['notices', 'common']);
  const issue = useStream(client.notices.issue);
  const start = () => void issue.run(target.only === undefined ? { allDue: true } : { clientIds: [target.only.clientId] });
  const asks = issue.status === 'idle';
  return (
    <Dialog
      title={asks ? titleOf(target) : t('issue.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      decides={asks || issue.status === 'running'}
      actions={
        asks ? (
          <>
            <Button onPress={onClose}>{t('confirm.cancel')}</Button>
            <Button variant="primary" onPress={start}>
              {t('due.send', { count: target.people })}
            </Button>
          </>
        ) : (
          issue.status !== 'running' && (
            <>
              <Button onPress={onClose}>{t('common:close')}</Button>
              {issue.status === 'failed' && isFailure(issue.error, 'sender_not_set') ? (
                <LinkButton variant="primary" to="/settings">
                  {t('sender.open')}
                </LinkButton>
              ) : (
                <LinkButton variant="primary" to="/sending">
                  {t('issue.watch')}
                </LinkButton>
              )}
            </>
          )
        )
      }
    >
      {asks && <IssueQuestion target={target} />}
      {issue.status === 'running' && <ProgressPanel title={t('issue.running')} progress={issue.progress} startedAt={issue.startedAt} onCancel={issue.cancel} />}
      {issue.status === 'cancelled' && (
        <Notice tone="attention" title={t('issue.stopped')}>
          {t('issue.kept')}
        </Notice>
      )}
      {issue.status === 'failed' && <ErrorNotice error={issue.error} />}
      {issue.result !== undefined && <IssueResult result={issue.result} />}
    </Dialog>
  );

  function titleOf({ people, only }: IssueTarget): string {
    return only === undefined ? t('confirm.title', { count: people }) : t('confirm.titleOne', { client: only.clientName });
  }
}
