import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

interface ReasonAction {
  readonly label: string;
  readonly variant: 'primary' | 'secondary';
  readonly isPending: boolean;
  run(reason: string): void;
}

interface ReasonProps {
  readonly title: string;
  /** What it is about. */
  readonly shown?: ReactNode;
  readonly why: string;
  readonly words: { readonly reason: string; readonly missing: string };
  readonly actions: readonly ReasonAction[];
  readonly error: Error | null;
  onClose(): void;
}

/** Asks why before something is done that has to be answered for. */
export function ReasonDialog({ title, shown, why, words, actions, error, onClose }: ReasonProps) {
  const { t } = useTranslation('common');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const said = reason.trim();
  const submit = (run: ReasonAction['run']) => {
    setTried(true);
    if (said !== '') run(said);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          {actions.map(({ label, variant, isPending, run }) => (
            <Button key={label} variant={variant} isPending={isPending} onPress={() => submit(run)}>
              {label}
            </Button>
          ))}
        </>
      }
    >
      {shown}
      <p className="soft prose">{why}</p>
      <TextArea
        label={words.reason}
        rows={3}
        maxLength={1000}
        isRequired
        value={reason}
        onChange={setReason}
        error={tried && said === '' ? words.missing : undefined}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
