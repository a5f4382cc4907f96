import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly saving: { readonly error: Error | null; readonly isPending: boolean };
  readonly children: ReactNode;
  onOpenChange(isOpen: boolean): void;
  onSave(): void;
}

/** A window of fields that are saved together. */
export function FormDialog({ title, isOpen, saving, children, onOpenChange, onSave }: FormDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog
      wide
      title={title}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={
        <>
          <Button onPress={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button variant="primary" isPending={saving.isPending} onPress={onSave}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="stack" data-gap="l">
        {saving.error !== null && <ErrorNotice error={saving.error} />}
        {children}
      </div>
    </Dialog>
  );
}
