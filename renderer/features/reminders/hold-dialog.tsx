import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../src/contract/holds.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import type { NamedClient } from './client-field.tsx';
import { HoldFields } from './hold-fields.tsx';
import { faultsOf, type HoldForm, holdInputOf } from './hold-form.rules.ts';
import { dayHere } from './load.rules.ts';
import { useMakeHold } from './use-holds.ts';

interface HoldDialogProps {
  kind: Hold['kind'];
  /** The client it is about, when that is settled. */
  client?: NamedClient;
  onClose(): void;
}

/** Makes a pause or an exception. It can be taken back, so nothing is asked again. */
export function HoldDialog({ kind, client, onClose }: HoldDialogProps) {
  const { t } = useTranslation(['reminders', 'common']);
  const [form, setForm] = useState<HoldForm>({
    kind,
    scope: client !== undefined || kind === 'exception' ? 'client' : 'all',
    client: client ?? null,
    hostId: null,
    reason: '',
    untilOn: null,
  });
  const [tried, setTried] = useState(false);
  const make = useMakeHold(onClose);
  const faults = faultsOf(form, dayHere(new Date()));
  const submit = () => {
    setTried(true);
    const input = holdInputOf(form);
    if (faults.size === 0 && input !== undefined) make.mutate(input);
  };
  return (
    <Dialog
      title={t(`hold.${kind}Title`)}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={make.isPending} onPress={submit}>
            {t(kind === 'pause' ? 'hold.doPause' : 'hold.doException')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t(`hold.${kind}Why`)}</p>
      <HoldFields form={form} faults={tried ? faults : NONE} isSettled={client !== undefined} onChange={(part) => setForm((now) => ({ ...now, ...part }))} />
      {make.error !== null && <ErrorNotice error={make.error} />}
    </Dialog>
  );
}

const NONE: ReturnType<typeof faultsOf> = new Set();
