import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc, queryClient } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NotifyFields } from './notify-fields.tsx';
import { FailureFields, LostField, SpikeFields, ThresholdFields } from './settings-fields.tsx';
import type { Settings } from './settings-form.ts';
import './alerts.css';

/** When an alert is raised and who is told, each with what it means in plain words. */
export function AlertSettingsScreen() {
  const { t } = useTranslation('alerts');
  const query = useQuery(orpc.alerts.settings.queryOptions({ input: {} }));
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')} parent={{ to: '/hosts/alerts', label: t('title') }}>
      <Loaded query={query}>{(saved) => <Form saved={saved} />}</Loaded>
    </Page>
  );
}

function Form({ saved }: { saved: Settings }) {
  const { t } = useTranslation(['alerts', 'common']);
  const { values, set, isDirty, update } = useSettings(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(values);
  };
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      <Card title={t('settings.threshold.title')}>
        <ThresholdFields values={values} set={set} />
      </Card>
      <Card title={t('settings.spike.title')}>
        <SpikeFields values={values} set={set} />
      </Card>
      <Card title={t('settings.failures.title')}>
        <FailureFields values={values} set={set} />
      </Card>
      <Card title={t('settings.lost.title')}>
        <LostField values={values} set={set} />
      </Card>
      <Card title={t('settings.notify.title')}>
        <NotifyFields values={values} set={set} />
      </Card>
      {update.error !== null && <ErrorNotice error={update.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isDisabled={!isDirty || values.levels.length === 0} isPending={update.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}

/** Values typed but not saved, and the saving of them. */
function useSettings(saved: Settings) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<Partial<Settings>>({});
  const values = { ...saved, ...typed };
  const update = useMutation(
    orpc.alerts.setSettings.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(orpc.alerts.settings.queryKey({ input: {} }), settings);
        setTyped({});
        toast({ text: t('saved') });
      },
    }),
  );
  return {
    values,
    set: (part: Partial<Settings>) => setTyped((now) => ({ ...now, ...part })),
    isDirty: JSON.stringify(values) !== JSON.stringify(saved),
    update,
  };
}
