import { FileArchive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Everything that proves what this client was told, as one file, worded in the language of the screens. */
export function ExportProof({ clientId }: { clientId: ClientId }) {
  const { t } = useTranslation('evidenceScreen');
  const exported = useStream(client.ledger.exportBundle);
  const save = async () => {
    const result = await exported.run({ scope: { clientId }, language: currentLanguage() });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('detail.exported', { count: result.evidence }) });
  };
  return (
    <div className="stack" data-gap="s">
      {exported.status === 'running' ? (
        <ProgressPanel title={t('detail.exporting')} progress={exported.progress} startedAt={exported.startedAt} onCancel={exported.cancel} />
      ) : (
        <div className="row">
          <Button variant="primary" icon={FileArchive} onPress={() => void save()}>
            {t('detail.export')}
          </Button>
        </div>
      )}
      {exported.status === 'failed' && <ErrorNotice error={exported.error} />}
      {exported.status === 'cancelled' && <p className="soft">{t('detail.exportStopped')}</p>}
    </div>
  );
}
