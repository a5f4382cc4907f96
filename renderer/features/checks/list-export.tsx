import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FileRef } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog, Menu } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { ListOptions } from './use-list-check.ts';

/** Saves the list with what was found of each address. */
export function ListExport({ options, fileRef }: { options: ListOptions; fileRef: FileRef }) {
  const { t } = useTranslation('checksScreen');
  const stream = useStream(client.checks.exportList);
  const save = async (format: 'csv' | 'xlsx') => {
    const result = await stream.run({ source: { fileRef }, ...options, format, language: currentLanguage() });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('list.saved', { count: result.rows }) });
  };
  return (
    <>
      <Menu
        trigger={<Button icon={Download}>{t('list.export')}</Button>}
        actions={[
          { id: 'csv', label: t('list.csv'), run: () => void save('csv') },
          { id: 'xlsx', label: t('list.xlsx'), run: () => void save('xlsx') },
        ]}
      />
      <Dialog title={t('list.export')} isOpen={stream.status === 'running' || stream.status === 'failed'} onOpenChange={() => stream.reset()} decides>
        {stream.status === 'failed' ? (
          <ErrorNotice error={stream.error} />
        ) : (
          <ProgressPanel title={t('list.running')} progress={stream.progress} startedAt={stream.startedAt} onCancel={stream.cancel} />
        )}
      </Dialog>
    </>
  );
}
