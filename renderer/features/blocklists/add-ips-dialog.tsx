import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import { EMPTY_IP, IpFields } from './ip-fields.tsx';

/** Takes addresses as they were copied: one a line, or with spaces or commas between. */
export function AddIpsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['blocklists', 'common']);
  const [text, setText] = useState('');
  const [values, setValues] = useState(EMPTY_IP);
  const add = useMutation(
    orpc.blocklists.addIps.mutationOptions({
      onSuccess: ({ added, known }) => {
        toast({ text: known === 0 ? t('ip.added', { count: added }) : t('ip.addedKnown', { count: added, known }) });
        onClose();
      },
    }),
  );
  const ips = text.split(/[\s,;]+/).filter((ip) => ip !== '');
  return (
    <Dialog
      title={t('ip.add')}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={ips.length === 0} isPending={add.isPending} onPress={() => add.mutate({ ips, ...values })}>
            {t('ip.addCount', { count: ips.length })}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextArea label={t('form.ips')} hint={t('form.ipsHint')} rows={4} value={text} onChange={setText} wide />
        <IpFields values={values} set={setValues} />
        {add.error !== null && <ErrorNotice error={add.error} />}
      </div>
    </Dialog>
  );
}
