import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunResult } from '../../../src/contract/reminder-runs.ts';
import { client } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { useStream } from '../../client/use-stream.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';

/** Composes and queues what is due, and says what came of it. */
export function RunDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['reminders', 'common']);
  const { run, cancel, status, result, error, progress, startedAt } = useStream(client.reminders.run);
  useEffect(() => void run({}), [run]);
  const runs = status === 'running' || status === 'idle';
  return (
    <Dialog
      title={t('run.title')}
      isOpen
      onOpenChange={(open) => !(open || runs) && onClose()}
      decides={runs}
      actions={
        runs ? (
          <Button autoFocus onPress={cancel}>
            {t('common:cancel')}
          </Button>
        ) : (
          <Leaving error={error} onClose={onClose} />
        )
      }
    >
      {runs && <ProgressPanel title={t('run.running')} progress={progress} startedAt={startedAt} />}
      {status === 'cancelled' && <Notice tone="attention">{t('run.stopped')}</Notice>}
      {status === 'failed' && <ErrorNotice error={error} />}
      {result !== undefined && <Result result={result} />}
    </Dialog>
  );
}

function Leaving({ error, onClose }: { error: unknown; onClose(): void }) {
  const { t } = useTranslation(['notices', 'reminders', 'common']);
  return (
    <>
      <Button autoFocus onPress={onClose}>
        {t('common:close')}
      </Button>
      {isFailure(error, 'sender_not_set') ? (
        <LinkButton variant="primary" to="/settings">
          {t('sender.open')}
        </LinkButton>
      ) : (
        <LinkButton variant="primary" to="/sending">
          {t('reminders:run.watch')}
        </LinkButton>
      )}
    </>
  );
}

function Result({ result: { queued, asks, blocked } }: { result: RunResult }) {
  const { t } = useTranslation('reminders');
  return (
    <>
      <Notice tone={queued > 0 ? 'ok' : 'info'} title={t('run.queued', { count: queued })}>
        {asks > 0 ? t('run.asks', { count: asks }) : undefined}
      </Notice>
      {blocked.length > 0 && (
        <Notice tone="attention" title={t('run.blocked', { count: blocked.length })}>
          <ul>
            {blocked.slice(0, 20).map(({ clientId, clientName, missing }) => (
              <li key={clientId}>
                <a href={`#/clients/${clientId}`}>{clientName}</a>: {missing.join(', ')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
