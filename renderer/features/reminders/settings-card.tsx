import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderSettings } from '../../../src/contract/reminders.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DaysOffFields } from './days-off-fields.tsx';
import { SpacingFields } from './spacing-fields.tsx';
import { WorkingTimeFields } from './working-time-fields.tsx';

/** When reminders leave: by themselves or not, at which times, how far apart, and when to ask. Saved with one button. */
export function SettingsCard({ saved }: { saved: ReminderSettings }) {
  const { t } = useTranslation('reminders');
  const form = useSettings(saved);
  const { values, set } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!form.isWrong) form.save();
  };
  return (
    <Card title={t('settings.title')}>
      <form className="stack" data-gap="l" onSubmit={submit} noValidate>
        <div className="stack" data-gap="s">
          <Switch label={t('settings.automatic')} isSelected={values.automatic} onChange={(automatic) => set({ automatic })} />
          <p className="field-hint">{t('settings.automaticWhy')}</p>
        </div>
        <WorkingTimeFields values={values} set={set} />
        <DaysOffFields values={values} set={set} />
        <SpacingFields values={values} set={set} />
        {form.error !== null && <ErrorNotice error={form.error} />}
        <div>
          <Button type="submit" variant="primary" isDisabled={!form.dirty || form.isWrong} isPending={form.saving}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Values typed but not saved, and the saving of them. */
function useSettings(saved: ReminderSettings) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<Partial<ReminderSettings>>({});
  const values = { ...saved, ...typed };
  const update = useMutation(
    orpc.reminders.update.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(orpc.reminders.settings.queryKey({ input: {} }), settings);
        setTyped({});
        toast({ text: t('saved') });
      },
    }),
  );
  return {
    values,
    set: (part: Partial<ReminderSettings>) => setTyped((now) => ({ ...now, ...part })),
    dirty: JSON.stringify(values) !== JSON.stringify(saved),
    isWrong: values.hours.to <= values.hours.from || values.workingDays.length === 0,
    saving: update.isPending,
    error: update.error,
    save: () => update.mutate(typed),
  };
}
