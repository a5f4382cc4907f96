import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog, Menu } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { Question } from './view.rules.ts';

/** Saves all rows of the table as it is asked for, with source, window and definition in each. */
export function VolumeExport({ question }: { question: Question }) {
  const { t } = useTranslation('usage');
  const stream = useStream(client.usage.export);
  const save = async (format: 'csv' | 'xlsx') => {
    const result = await stream.run({ ...question, format, language: currentLanguage() });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('export.done', { count: result.rows }) });
  };
  return (
    <>
      <Menu
        trigger={<Button icon={Download}>{t('export.open')}</Button>}
        actions={[
          { id: 'csv', label: t('export.csv'), run: () => void save('csv') },
          { id: 'xlsx', label: t('export.xlsx'), run: () => void save('xlsx') },
        ]}
      />
      <Dialog title={t('export.open')} isOpen={stream.status === 'running' || stream.status === 'failed'} onOpenChange={() => stream.reset()} decides>
        {stream.status === 'failed' ? (
          <ErrorNotice error={stream.error} />
        ) : (
          <ProgressPanel title={t('export.writing')} progress={stream.progress} startedAt={stream.startedAt} onCancel={stream.cancel} />
        )}
      </Dialog>
    </>
  );
}
