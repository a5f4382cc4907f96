import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../src/contract/culprits.ts';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { client } from '../../client/client.ts';
import { downloadFile } from '../../client/files.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Makes the report for the host: chooses its language, and says what was done. */
export function ReportDialog({ id, onClose }: Pick<Verdict, 'id'> & { onClose(): void }) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const [language, setLanguage] = useState<Language>(currentLanguage);
  const [done, setDone] = useState('');
  const report = useStream(client.culprits.report);
  const running = report.status === 'running';
  const make = async () => {
    const made = await report.run({ id, language, done });
    if (made === undefined) return;
    toastFailure(downloadFile(made.fileRef));
    toast({ text: t('report.saved', { name: made.name }) });
    onClose();
  };
  return (
    <Dialog
      title={t('report.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" icon={FileText} isPending={running} onPress={() => void make()}>
            {t('report.make')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('report.why')}</p>
      <Select<Language>
        label={t('report.language')}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map((id) => ({ id, label: t(`common:ownLanguage.${id}`) }))}
      />
      <TextArea label={t('report.done')} hint={t('report.doneHint')} value={done} onChange={setDone} rows={5} maxLength={4000} wide />
      {running && <ProgressPanel title={t('report.making')} progress={report.progress} startedAt={report.startedAt} onCancel={report.cancel} />}
      {report.status === 'failed' && <ErrorNotice error={report.error} />}
    </Dialog>
  );
}
