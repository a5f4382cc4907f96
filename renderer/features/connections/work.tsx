import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { PullFound } from './pull-found.tsx';
import type { ConnectionWork } from './use-work.ts';

/** What runs now, or what came of what ran last. */
export function Work({ work: { probe, pull } }: { work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  if (probe.status === 'running') {
    return <ProgressPanel title={t('probe.running')} progress={probe.progress} startedAt={probe.startedAt} onCancel={probe.cancel} />;
  }
  if (pull.status === 'running') {
    return <ProgressPanel title={t('read.running')} progress={pull.progress} startedAt={pull.startedAt} onCancel={pull.cancel} />;
  }
  return (
    <>
      {probe.status === 'failed' && <ErrorNotice error={probe.error} />}
      {probe.status === 'cancelled' && <Notice tone="attention" title={t('probe.cancelled')} />}
      {probe.status === 'done' && <Notice tone="ok" title={t('probe.done')} />}
      {pull.status === 'failed' && <ErrorNotice error={pull.error} />}
      {pull.status === 'cancelled' && <Notice tone="attention" title={t('read.cancelled')} />}
      {pull.result?.packs.map((found) => (
        <PullFound key={found.packId} found={found} />
      ))}
    </>
  );
}
