import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ClientFilter } from '../../../src/contract/clients.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog, Menu } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';

interface ExportMenuProps {
  filter: z.input<typeof ClientFilter>;
  /** How many rows the filter shows now. */
  rows: number;
}

/** Saves the clients that are shown as a file the import takes back. */
export function ExportMenu({ filter, rows }: ExportMenuProps) {
  const { t } = useTranslation('clients');
  const stream = useStream(client.clients.export);
  const save = async (format: 'csv' | 'xlsx') => {
    const result = await stream.run({ format, language: currentLanguage(), filter });
    if (result === undefined) return;
    await downloadFile(result.fileRef);
    toast({ text: t('exported', { count: result.rows }) });
  };
  if (rows === 0) return null;
  return (
    <>
      <Menu
        trigger={<Button icon={Download}>{t('export')}</Button>}
        actions={[
          { id: 'csv', label: t('exportCsv'), run: () => void save('csv') },
          { id: 'xlsx', label: t('exportXlsx'), run: () => void save('xlsx') },
        ]}
      />
      <Dialog title={t('export')} isOpen={stream.status === 'running' || stream.status === 'failed'} onOpenChange={() => stream.reset()} decides>
        {stream.status === 'failed' ? (
          <ErrorNotice error={stream.error} />
        ) : (
          <ProgressPanel title={t('exporting')} progress={stream.progress} startedAt={stream.startedAt} onCancel={stream.cancel} />
        )}
      </Dialog>
    </>
  );
}
