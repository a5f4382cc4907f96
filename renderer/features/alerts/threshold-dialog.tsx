import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Threshold } from '../../../src/contract/alerts.ts';
import type { AccountLimit } from '../../../src/contract/hosted.ts';
import type { HostedId, PackId } from '../../../src/contract/ids.ts';
import { client, orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { dayHere } from './days.rules.ts';

interface ThresholdDialogProps {
  packId: PackId;
  hostedId: HostedId | null;
  own: z.infer<typeof Threshold> | undefined;
  limits: readonly AccountLimit[];
  onClose(): void;
}

/** Sets, changes or takes away a threshold of one's own. */
export function ThresholdDialog({ own, limits, onClose, ...on }: ThresholdDialogProps) {
  const { t } = useTranslation(['alerts', 'common']);
  const form = useThreshold({ ...on, own, onClose });
  return (
    <Dialog
      title={t('threshold.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          {own !== undefined && (
            <Button variant="danger" isPending={form.isPending} onPress={form.remove}>
              {t('threshold.remove')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={form.isWrong} isPending={form.isPending} onPress={form.save}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('threshold.why')}</p>
      <Fields form={form} limits={limits} />
      {form.error !== null && <ErrorNotice error={form.error} />}
    </Dialog>
  );
}

/** What the host says or set itself, not what was only seen. */
const FIRM: readonly AccountLimit['from'][] = ['host', 'panel'];

function Fields({
  form: { perHour, perDay, reason, untilOn, set, today },
  limits,
}: {
  form: ReturnType<typeof useThreshold>;
  limits: readonly AccountLimit[];
}) {
  const { t } = useTranslation('alerts');
  // The number stays as it was typed: one that is too high is refused in words when it is saved.
  const allowed = (seconds: number) => {
    const counts = limits.filter((limit) => limit.seconds === seconds && FIRM.includes(limit.from) && limit.scope !== 'mailbox').map(({ count }) => count);
    return counts.length === 0 ? {} : { hint: t('threshold.allowed', { count: Math.min(...counts) }) };
  };
  return (
    <>
      <NumberField label={t('threshold.perHour')} value={perHour} onChange={(value) => set({ perHour: value })} minValue={1} {...allowed(3_600)} />
      <NumberField label={t('threshold.perDay')} value={perDay} onChange={(value) => set({ perDay: value })} minValue={1} {...allowed(86_400)} />
      <TextArea
        label={t('threshold.reason')}
        hint={t('threshold.reasonHint')}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(value) => set({ reason: value })}
      />
      <DateField label={t('threshold.untilField')} hint={t('threshold.untilHint')} min={today} value={untilOn} onChange={(value) => set({ untilOn: value })} />
    </>
  );
}

type Input = Parameters<typeof client.alerts.setThreshold>[0];

function useThreshold({ packId, hostedId, own, onClose }: Omit<ThresholdDialogProps, 'limits'>) {
  const { t } = useTranslation('alerts');
  const [values, setValues] = useState({
    perHour: own?.perHour ?? null,
    perDay: own?.perDay ?? null,
    reason: own?.reason ?? '',
    untilOn: own?.untilOn ?? null,
  });
  const [today] = useState(() => dayHere(new Date()));
  const write = useMutation(orpc.alerts.setThreshold.mutationOptions());
  const on = { packId, hostedId };
  const before: Input = { ...on, perHour: own?.perHour ?? null, perDay: own?.perDay ?? null, reason: own?.reason ?? '', untilOn: own?.untilOn ?? null };
  const put = (input: Input, text: string) =>
    write.mutate(input, {
      onSuccess: () => {
        toast({ text, undo: () => toastFailure(client.alerts.setThreshold(before)) });
        onClose();
      },
    });
  return {
    ...values,
    today,
    set: (part: Partial<typeof values>) => setValues((now) => ({ ...now, ...part })),
    isWrong: (values.perHour === null && values.perDay === null) || (values.untilOn !== null && values.untilOn < today),
    isPending: write.isPending,
    error: write.error,
    save: () => put({ ...on, ...values }, t('threshold.saved')),
    remove: () => put({ ...on, perHour: null, perDay: null, untilOn: null }, t('threshold.removed')),
  };
}
