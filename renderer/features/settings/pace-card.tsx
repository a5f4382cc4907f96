import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/field.tsx';
import { useSettingsForm } from './use-settings-form.ts';

/** One's own pace; the stricter of this and the host's is obeyed. */
export function PaceCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const pace = useQuery(orpc.outbox.summary.queryOptions({ input: {} })).data?.pace;
  const form = useSettingsForm(settings.ownPace, (ownPace) => ({ ownPace }));
  const { values, set } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <Card title={t('pace.title')}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft prose">{t('pace.intro')}</p>
        <div className="form-grid">
          <NumberField label={t('pace.count')} value={values.count} onChange={(count) => count !== null && set({ count })} minValue={1} maxValue={10_000} />
          <NumberField
            label={t('pace.seconds')}
            hint={t('pace.secondsHint')}
            value={values.seconds}
            onChange={(seconds) => seconds !== null && set({ seconds })}
            minValue={1}
            maxValue={86_400}
          />
        </div>
        {pace !== undefined && <p>{t(`pace.inForce.${pace.owner}`, { count: pace.count, time: format.duration(pace.seconds) })}</p>}
        {form.error !== null && <ErrorNotice error={form.error} />}
        <div>
          <Button type="submit" variant="primary" isDisabled={!form.dirty} isPending={form.saving}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
