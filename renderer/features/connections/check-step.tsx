import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { CapabilityList } from './capability-list.tsx';
import { LetterCard } from './letter-card.tsx';
import type { SetUp } from './use-set-up.ts';

/** Tries every call once, then says in words what works and what lacks, with the letter that asks the host for it. */
export function CheckStep({ setUp, packId, onLeave }: { setUp: SetUp; packId: PackId; onLeave(): void }) {
  const { t } = useTranslation(['connections', 'common']);
  const { probe } = setUp;
  if (probe.status === 'running') {
    return <ProgressPanel title={t('probe.running')} progress={probe.progress} startedAt={probe.startedAt} onCancel={probe.cancel} />;
  }
  const found = probe.status === 'done' ? probe.result : undefined;
  if (found === undefined) return <NotChecked setUp={setUp} onLeave={onLeave} />;
  return (
    <>
      <Notice tone="ok" title={t('probe.done')}>
        {found.version !== '' && t('probe.version', { panel: t(`kind.${found.kind}`), version: found.version })}
      </Notice>
      <Card title={t('probe.title')}>
        <CapabilityList capabilities={found.capabilities} />
      </Card>
      <LetterCard packId={packId} />
      <div className="row">
        <Button variant="primary" onPress={setUp.read}>
          {t('read.first')}
        </Button>
        <Button onPress={() => setUp.setStep('access')}>{t('access.change')}</Button>
        <Button onPress={onLeave}>{t('setUp.later')}</Button>
      </div>
    </>
  );
}

/** The check failed or was given up: what was typed is kept, and there are three ways on. */
function NotChecked({ setUp, onLeave }: { setUp: SetUp; onLeave(): void }) {
  const { t } = useTranslation(['connections', 'common']);
  const { probe } = setUp;
  return (
    <>
      {probe.status === 'failed' ? (
        <ErrorNotice error={probe.error}>{t('probe.kept')}</ErrorNotice>
      ) : (
        <Notice tone="attention" title={t('probe.cancelled')}>
          {t('probe.kept')}
        </Notice>
      )}
      <div className="row">
        <Button variant="primary" onPress={setUp.check}>
          {t('common:tryAgain')}
        </Button>
        <Button onPress={() => setUp.setStep('access')}>{t('access.change')}</Button>
        <Button onPress={onLeave}>{t('setUp.later')}</Button>
      </div>
    </>
  );
}
