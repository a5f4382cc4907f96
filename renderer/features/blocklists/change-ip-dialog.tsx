import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedIp } from '../../../src/contract/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { IpFields, type IpForm } from './ip-fields.tsx';

/** Whose an address is, and until when mail left from it. */
export function ChangeIpDialog({ ip, onClose }: { ip: WatchedIp; onClose(): void }) {
  const { t } = useTranslation(['blocklists', 'common']);
  const { packId, holder, shared, note } = ip;
  const [values, setValues] = useState<IpForm>({ packId, holder, shared, note });
  const [validTo, setValidTo] = useState(ip.validTo);
  const change = useMutation(orpc.blocklists.changeIp.mutationOptions({ onSuccess: onClose }));
  return (
    <Dialog
      title={t('ip.changeTitle', { ip: ip.ip })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={change.isPending} onPress={() => change.mutate({ id: ip.id, ...values, validTo })}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <IpFields values={values} set={setValues} />
        <DateField label={t('form.validTo')} hint={t('form.validToHint')} value={validTo} onChange={setValidTo} />
        {change.error !== null && <ErrorNotice error={change.error} />}
      </div>
    </Dialog>
  );
}
