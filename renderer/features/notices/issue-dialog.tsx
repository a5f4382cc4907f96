import { useTranslation } from 'react-i18next';
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
import type { IssueTarget } from './issue-target.ts';

/** Asks, makes the notices, says what came of it. What is queued when it is stopped stays queued. */
export function IssueDialog({ target, onClose }: { target: IssueTarget; onClose(): void }) {
  const { t } = useTranslation(['notices', 'common']);
  const issue = useStream(client.notices.issue);
  const start = () => void issue.run(target.only === undefined ? { allDue: true } : { clientIds: [target.only.clientId] });
  const title = useQuestion(target);
  const asks = issue.status === 'idle';
  const runs = issue.status === 'running';
  const asking = <Asking people={target.people} onClose={onClose} onStart={start} />;
  // Each stage takes the focus: the button that had it is gone with the stage before.
  const stopping = (
    <Button autoFocus onPress={issue.cancel}>
      {t('common:cancel')}
    </Button>
  );
  return (
    <Dialog
      title={asks ? title : t('issue.title')}
      isOpen
      onOpenChange={(open) => !(open || runs) && onClose()}
      decides={asks || runs}
      actions={asks ? asking : runs ? stopping : <Leaving error={issue.error} onClose={onClose} />}
    >
      {asks && <IssueQuestion target={target} />}
      {runs && <ProgressPanel title={t('issue.running')} progress={issue.progress} startedAt={issue.startedAt} />}
      {issue.status === 'cancelled' && (
        <Notice tone="attention" title={t('issue.stopped')}>
          {t('issue.kept')}
        </Notice>
      )}
      {issue.status === 'failed' && <ErrorNotice error={issue.error} />}
      {issue.result !== undefined && <IssueResult result={issue.result} />}
    </Dialog>
  );
}

function useQuestion({ people, only }: IssueTarget): string {
  const { t } = useTranslation('notices');
  return only === undefined ? t('confirm.title', { count: people }) : t('confirm.titleOne', { client: only.clientName });
}

function Asking({ people, onClose, onStart }: { people: number; onClose(): void; onStart(): void }) {
  const { t } = useTranslation('notices');
  return (
    <>
      <Button onPress={onClose}>{t('confirm.cancel')}</Button>
      <Button variant="primary" onPress={onStart}>
        {t('due.send', { count: people })}
      </Button>
    </>
  );
}

/** The ways out once nothing runs: to what failed, or to what leaves now. */
function Leaving({ error, onClose }: { error: unknown; onClose(): void }) {
  const { t } = useTranslation(['notices', 'common']);
  const toSettings = isFailure(error, 'sender_not_set');
  return (
    <>
      <Button autoFocus onPress={onClose}>
        {t('common:close')}
      </Button>
      <LinkButton variant="primary" to={toSettings ? '/settings' : '/sending'}>
        {t(toSettings ? 'sender.open' : 'issue.watch')}
      </LinkButton>
    </>
  );
}
