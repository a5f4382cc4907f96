import { FileCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierFile } from '../../../src/contract/dossiers.ts';
import type { DossierId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { CodeText } from '../../ui/display.tsx';
import { SaveButton } from '../../ui/save-button.tsx';

/** A file as it was brought: what, how large, when and by whom, and its checksum. */
export function FileFacts({ dossierId: id, file, children }: { dossierId: DossierId; file: DossierFile; children?: ReactNode }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const format = useFormat();
  return (
    <div className="dossier-file">
      <FileCheck size={24} aria-hidden />
      <div className="stack" data-gap="s">
        <strong>{file.name}</strong>
        <span className="soft small">
          {format.fileSize(file.sizeBytes)} · {t('file.by', { author: file.addedBy, when: format.dateTime(file.addedAt) })}
        </span>
        <span className="small dossier-sum">
          {t('file.sum')} <CodeText>{file.sha256}</CodeText>
        </span>
      </div>
      <div className="row">
        <SaveButton ask={() => client.dossiers.readFile({ id, fileId: file.id })}>{t('file.save')}</SaveButton>
        {children}
      </div>
    </div>
  );
}
