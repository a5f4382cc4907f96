import { useMutation } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import type { FileRef } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { downloadFile } from '../../client/files.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/display.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { toast } from '../../ui/toasts.tsx';

interface Saved {
  readonly name: string;
  readonly sha256: string;
  readonly draft: boolean;
  readonly translation: { readonly fileRef: FileRef } | null;
}

/** Saves the ZIP to hand in, and offers the same in the language of the reader. */
export function ExportButton({ dossier: { id, state }, icon }: { dossier: Dossier; icon: LucideIcon }) {
  const { t } = useTranslation('dossiers');
  const [saved, setSaved] = useState<Saved>();
  const save = useMutation({
    mutationFn: async () => {
      const made = await client.dossiers.export({ id, readerLanguage: currentLanguage() });
      await downloadFile(made.fileRef);
      return made;
    },
    onSuccess: setSaved,
    onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
  });
  return (
    <>
      <Button icon={icon} isPending={save.isPending} onPress={() => save.mutate()}>
        {t(state === 'draft' ? 'export.draft' : 'export.save')}
      </Button>
      {saved !== undefined && <SavedDialog saved={saved} onClose={() => setSaved(undefined)} />}
    </>
  );
}

function SavedDialog({ saved: { name, sha256, draft, translation }, onClose }: { saved: Saved; onClose(): void }) {
  const { t } = useTranslation(['dossiers', 'common']);
  return (
    <Dialog
      title={t('export.done')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          {translation !== null && <SaveButton ask={async () => translation}>{t('export.translation')}</SaveButton>}
          <Button variant="primary" onPress={onClose}>
            {t('common:done')}
          </Button>
        </>
      }
    >
      <p>
        <strong>{name}</strong>
      </p>
      <p className="small dossier-sum">
        {t('file.sum')} <CodeText>{sha256}</CodeText>
      </p>
      <p className="prose">{t(draft ? 'export.isDraft' : 'export.how')}</p>
      {translation !== null && <p className="soft prose">{t('export.translationWhy')}</p>}
    </Dialog>
  );
}
