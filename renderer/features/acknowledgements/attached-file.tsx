import { CircleAlert, FileText, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';

const DOCUMENTS = ['.pdf', 'application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'image/webp'];

interface AttachedFileProps {
  label: string;
  file: File | undefined;
  onChange(file: File | undefined): void;
  error?: string | undefined;
}

/** A scan or a PDF: a place to drop it, then its name and a way to take it away again. */
export function AttachedFile({ label, file, onChange, error }: AttachedFileProps) {
  const { t } = useTranslation('replies');
  const { fileSize } = useFormat();
  return (
    <section className="stack" data-gap="s" aria-label={label}>
      <p className="field-label">{label}</p>
      {file === undefined ? (
        <FileDrop label={t('manual.fileDrop')} choose={t('manual.chooseFile')} accept={DOCUMENTS} onFile={onChange} />
      ) : (
        <div className="row">
          <FileText size={18} aria-hidden />
          <span>
            {file.name} <span className="soft small">{fileSize(file.size)}</span>
          </span>
          <Button variant="quiet" icon={X} onPress={() => onChange(undefined)}>
            {t('manual.removeFile')}
          </Button>
        </div>
      )}
      {error !== undefined && file === undefined && (
        <p className="field-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          <span>{error}</span>
        </p>
      )}
    </section>
  );
}
