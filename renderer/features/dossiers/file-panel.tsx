import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DossierFile } from '../../../src/contract/dossiers.ts';
import type { FileItem } from '../../../src/shared/dossiers.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { toast } from '../../ui/toasts.tsx';
import { FileFacts } from './file-facts.tsx';
import type { PanelProps } from './panel-props.ts';
import { show, useAct } from './use-dossier.ts';

const PICTURES = ['image/png', 'image/jpeg', 'application/pdf'] as const;
const ACCEPTED = {
  subscription_form: PICTURES,
  registration_form: PICTURES,
  rules_extract: [...PICTURES, 'text/html', 'text/plain'],
  sample_source: ['.eml', 'message/rfc822'],
  sample_screenshot: PICTURES,
  unsubscribe_page: [...PICTURES, '.html', '.htm', 'text/html'],
} as const satisfies Record<FileItem, readonly string[]>;

/** Takes a file for an item, shows the one there is, and lets it be replaced or taken away, each with a way back. */
export function FilePanel({ dossier: { id }, item, which }: PanelProps & { which: FileItem }) {
  const { t } = useTranslation('dossiers');
  const restore = useAct((fileId: DossierFile['id']) => client.dossiers.restoreFile({ id, fileId }));
  const before = item.file;
  const undo = before === null ? {} : { undo: () => restore.mutate(before.id) };
  const add = useMutation({
    mutationFn: async (file: File) => client.dossiers.addFile({ id, item: which, fileRef: await putFile(file) }),
    onSuccess: (dossier) => {
      show(dossier);
      toast({ text: t(before === null ? 'file.added' : 'file.replaced'), ...undo });
    },
  });
  const remove = useAct(
    (fileId: DossierFile['id']) => client.dossiers.removeFile({ id, fileId }),
    () => ({ text: t('file.removed'), ...undo }),
  );
  return (
    <>
      {before !== null && (
        <FileFacts dossierId={id} file={before}>
          <Button icon={Trash2} variant="quiet" onPress={() => remove.mutate(before.id)}>
            {t('file.remove')}
          </Button>
        </FileFacts>
      )}
      {add.error !== null && <ErrorNotice error={add.error} />}
      <FileDrop
        label={t(before === null ? `drop.${which}` : 'drop.other')}
        choose={t(before === null ? 'file.choose' : 'file.replace')}
        accept={ACCEPTED[which]}
        onFile={(file) => add.mutate(file)}
      />
    </>
  );
}
