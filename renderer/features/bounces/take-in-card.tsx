import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FilesDrop } from '../../ui/file-drop.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { TakenList } from './taken-list.tsx';
import { FILES_AT_ONCE, useTakingIn } from './use-taking-in.ts';

/** The one way mails come in here: dropped or chosen, told what they are, and recorded where they are about a message from here. */
export function TakeInCard() {
  const { t } = useTranslation('bounces');
  const taking = useTakingIn();
  const [tooMany, setTooMany] = useState(false);
  const running = taking.status === 'running';
  const take = (files: readonly File[]) => {
    if (running) return;
    setTooMany(files.length > FILES_AT_ONCE);
    if (files.length <= FILES_AT_ONCE) void taking.run(files);
  };
  return (
    <Card title={t('take.title')}>
      <p className="soft prose">{t('take.why')}</p>
      <FilesDrop label={t('take.drop')} choose={t('take.choose')} accept={['.eml', '.mbox', '.mbx', 'message/rfc822', 'application/mbox']} onFiles={take} />
      {running && <ProgressPanel title={t('take.running')} progress={taking.progress} startedAt={taking.startedAt} onCancel={taking.cancel} />}
      {tooMany && <Notice tone="attention">{t('take.tooMany', { count: FILES_AT_ONCE })}</Notice>}
      {taking.status === 'cancelled' && <Notice tone="attention" title={t('take.stopped')} />}
      {taking.status === 'failed' && <ErrorNotice error={taking.error} />}
      {taking.result !== undefined && <TakenList files={taking.result} onClear={taking.reset} />}
    </Card>
  );
}
