import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../src/contract/ledger.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { VerdictView } from './verdict-view.tsx';

interface Upload {
  readonly share: number;
  readonly startedAt: number;
}

/** Takes a bundle and tells what holds and what does not. */
export function VerifyCard() {
  const { t } = useTranslation('ledger');
  const { file, upload, error, verdict, verifying, check, cancel, restart } = useVerification();
  const working = upload !== undefined || verifying.status === 'running';
  return (
    <Card title={t('verify.title')}>
      <p className="prose soft">{t('verify.intro')}</p>
      {upload !== undefined && (
        <ProgressPanel
          title={t('verify.uploading')}
          progress={{ kind: 'progress', phase: 'uploading', done: Math.round(upload.share * 100), total: 100 }}
          startedAt={upload.startedAt}
          onCancel={cancel}
        />
      )}
      {verifying.status === 'running' && (
        <ProgressPanel title={t('verify.running')} progress={verifying.progress} startedAt={verifying.startedAt} onCancel={cancel} />
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {verifying.status === 'cancelled' && <p className="soft">{t('verify.stopped')}</p>}
      {verdict !== undefined && <VerdictView file={file} verdict={verdict} />}
      {verdict !== undefined && (
        <div className="row">
          <Button onPress={restart}>{t('verify.again')}</Button>
        </div>
      )}
      {verdict === undefined && !working && (
        <FileDrop label={t('verify.drop')} choose={t('verify.choose')} accept={['.zip']} onFile={(chosen) => void check(chosen)}>
          <p className="soft small">{t('verify.large')}</p>
        </FileDrop>
      )}
    </Card>
  );
}

/** One check from the choice of a file to its verdict. */
function useVerification() {
  const [file, setFile] = useState('');
  const [upload, setUpload] = useState<Upload>();
  const [uploadError, setUploadError] = useState<unknown>();
  const verifying = useStream(client.ledger.verifyBundle);
  const running = useRef<AbortController>(undefined);
  const restart = () => {
    running.current?.abort();
    verifying.reset();
    setUpload(undefined);
    setUploadError(undefined);
  };
  const check = async (chosen: File): Promise<void> => {
    restart();
    const controller = new AbortController();
    running.current = controller;
    const startedAt = performance.now();
    setFile(chosen.name);
    setUpload({ share: 0, startedAt });
    try {
      const fileRef = await putFile(chosen, { signal: controller.signal, onProgress: (share) => setUpload({ share, startedAt }) });
      setUpload(undefined);
      await verifying.run({ fileRef });
    } catch (error) {
      if (controller.signal.aborted) return;
      setUpload(undefined);
      setUploadError(error);
    }
  };
  const cancel = () => {
    running.current?.abort();
    setUpload(undefined);
    verifying.cancel();
  };
  const error = uploadError ?? (verifying.status === 'failed' ? verifying.error : undefined);
  const verdict: Verification | undefined = verifying.status === 'done' ? verifying.result : undefined;
  return { file, upload, error, verdict, verifying, check, cancel, restart };
}
