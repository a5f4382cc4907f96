import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { PullFound } from './pull-found.tsx';
import type { SetUp } from './use-set-up.ts';

/** The first reading, and what it found. */
export function ReadStep({ setUp: { pull, read }, onDone }: { setUp: SetUp; onDone(): void }) {
  const { t } = useTranslation(['connections', 'common']);
  if (pull.status === 'running') {
    return (
      <>
        <ProgressPanel title={t('read.running')} progress={pull.progress} startedAt={pull.startedAt} onCancel={pull.cancel} />
        <p className="soft prose">{t('read.firstLong')}</p>
      </>
    );
  }
  const isBroken = pull.status !== 'done' || pull.result === undefined;
  return (
    <>
      {pull.status === 'failed' && <ErrorNotice error={pull.error} />}
      {pull.status === 'cancelled' && <Notice tone="attention" title={t('read.cancelled')} />}
      {pull.result?.packs.map((found) => (
        <PullFound key={found.packId} found={found} />
      ))}
      <div className="row">
        {isBroken && (
          <Button variant="primary" onPress={read}>
            {t('common:tryAgain')}
          </Button>
        )}
        <Button variant={isBroken ? 'secondary' : 'primary'} onPress={onDone}>
          {t('read.toConnection')}
        </Button>
      </div>
    </>
  );
}
