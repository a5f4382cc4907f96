import { type QueryKey, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileRef } from '../../../src/contract/ids.ts';
import { readFile } from '../../client/files.ts';
import { Loaded } from '../../ui/loading.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import './mail-view.css';

/** The PDF engine is as large as the rest of the page: it comes when the first PDF is looked at. */
const PdfDocument = lazy(async () => ({ default: (await import('./pdf-document.tsx')).PdfDocument }));

/** A PDF of the core, shown in place and ready to save. `queryKey` names it: the same key is loaded once. */
export function PdfPane({ queryKey, load }: { queryKey: QueryKey; load(): Promise<{ readonly fileRef: FileRef }> }) {
  const { t } = useTranslation('mailbox');
  const file = useQuery({
    queryKey: [...queryKey, 'pdf'],
    queryFn: async () => {
      const { fileRef } = await load();
      return { fileRef, ...(await readFile(fileRef)) };
    },
    gcTime: 0,
  });
  return (
    <Loaded query={file}>
      {({ fileRef, name, blob }) => (
        <section className="stack" data-gap="s" aria-label={t('pdf.label', { name })}>
          <div className="row" data-justify="between">
            <p className="soft small">{t('pdf.same')}</p>
            <SaveButton ask={async () => ({ fileRef })}>{t('pdf.download')}</SaveButton>
          </div>
          <Suspense fallback={<p className="soft">{t('pdf.loading')}</p>}>
            <PdfDocument file={blob} />
          </Suspense>
        </section>
      )}
    </Loaded>
  );
}
