import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HOSTED_STATES, type HostedState } from '../../../src/shared/panels.ts';
import { orpc } from '../../client/client.ts';
import { todayHere } from '../../i18n/zone.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { StateOwner } from './flip-list.tsx';

const OF_PACK = ['active', 'pack_suspended', 'unknown'] as const satisfies readonly HostedState[];

interface ByHandProps {
  of: StateOwner;
  name: string;
  onClose(): void;
}

/** What a person knows and no panel says: it holds until the panel says otherwise. */
export function ByHandDialog({ of, name, onClose }: ByHandProps) {
  const { t } = useTranslation(['statuses', 'common']);
  const form = useByHand(of, onClose);
  const states = 'packId' in of ? OF_PACK : HOSTED_STATES.filter((state) => state !== 'pack_suspended');
  return (
    <Dialog
      title={t('byHand.title', { name })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isPending={form.isPending} onPress={form.submit}>
            {t('byHand.do')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('byHand.why')}</p>
      <Select<HostedState>
        label={t('byHand.state')}
        options={states.map((id) => ({ id, label: t(`state.${id}`) }))}
        value={form.state}
        onChange={form.setState}
        placeholder={t('byHand.choose')}
        error={form.isMissing ? t('common:required') : undefined}
      />
      <DateField label={t('byHand.since')} hint={t('byHand.sinceHint')} max={todayHere()} value={form.sinceOn} onChange={form.setSinceOn} />
      <TextArea label={t('byHand.reason')} hint={t('byHand.reasonHint')} rows={3} maxLength={2000} value={form.reason} onChange={form.setReason} />
      {form.error !== null && <ErrorNotice error={form.error} />}
    </Dialog>
  );
}

function useByHand(of: StateOwner, onDone: () => void) {
  const { t } = useTranslation('statuses');
  const [state, setState] = useState<HostedState | null>(null);
  const [sinceOn, setSinceOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const set = useMutation(
    orpc.statuses.setByHand.mutationOptions({
      onSuccess: () => {
        toast({ text: t('byHand.done') });
        onDone();
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (state !== null) set.mutate({ ...of, state, sinceOn, reason: reason.trim() });
  };
  return {
    state,
    setState,
    sinceOn,
    setSinceOn,
    reason,
    setReason,
    isMissing: tried && state === null,
    isPending: set.isPending,
    error: set.error,
    submit,
  };
}
