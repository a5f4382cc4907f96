import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { useSettingsForm } from './use-settings-form.ts';

/** Who the clients hear from, and who writes entries of the ledger. */
export function SenderCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useSettingsForm({ ...settings.sender, author: settings.author }, ({ author, ...sender }) => ({ author, sender }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  const { values, set } = form;
  return (
    <Card title={t('sender.title')}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft prose">{t('sender.intro')}</p>
        <div className="form-grid">
          <TextField label={t('sender.resellerName')} value={values.resellerName} onChange={(resellerName) => set({ resellerName })} maxLength={120} />
          <TextField
            label={t('sender.fromName')}
            hint={t('sender.fromNameHint')}
            value={values.fromName}
            onChange={(fromName) => set({ fromName })}
            maxLength={120}
          />
          <TextField
            label={t('sender.fromAddress')}
            hint={t('sender.fromAddressHint')}
            type="email"
            value={values.fromAddress}
            onChange={(fromAddress) => set({ fromAddress })}
            maxLength={254}
          />
          <TextField
            label={t('sender.supportAddress')}
            hint={t('sender.supportAddressHint')}
            type="email"
            value={values.supportAddress}
            onChange={(supportAddress) => set({ supportAddress })}
            maxLength={254}
          />
          <TextField label={t('sender.author')} hint={t('sender.authorHint')} value={values.author} onChange={(author) => set({ author })} maxLength={120} />
        </div>
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
