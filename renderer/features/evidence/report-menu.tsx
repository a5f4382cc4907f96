import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog, Menu } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';

const FORMATS = ['pdf', 'csv', 'xlsx'] as const;

/** Saves who had been told on a day, of one host or of all, in the language of the screens. */
export function ReportMenu({ on, hostId }: { on: string; hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const stream = useStream(client.evidence.report);
  const save = async (format: (typeof FORMATS)[number]) => {
    const scope = hostId === undefined ? { everything: true as const } : { hostId };
    const result = await stream.run({ scope, on, format, language: currentLanguage() });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('told.exported', { count: result.accounts }) });
  };
  return (
    <>
      <Menu
        trigger={<Button icon={FileText}>{t('told.export')}</Button>}
        actions={FORMATS.map((format) => ({ id: format, label: t(`told.${format}`), run: () => void save(format) }))}
      />
      <Dialog title={t('told.export')} isOpen={stream.status === 'running' || stream.status === 'failed'} onOpenChange={() => stream.reset()} decides>
        {stream.status === 'failed' ? (
          <ErrorNotice error={stream.error} />
        ) : (
          <ProgressPanel title={t('told.exporting')} progress={stream.progress} startedAt={stream.startedAt} onCancel={stream.cancel} />
        )}
      </Dialog>
    </>
  );
}
