import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { useSettingsForm } from './use-settings-form.ts';

const FIELDS = [
  { id: 'resellerName', maxLength: 120 },
  { id: 'fromName', maxLength: 120 },
  { id: 'fromAddress', maxLength: 254, type: 'email' },
  { id: 'supportAddress', maxLength: 254, type: 'email' },
  { id: 'bounceAddress', maxLength: 254, type: 'email' },
  { id: 'author', maxLength: 120 },
] as const;

/** Who the clients hear from, and whose name stands beside what is published, imported and sent. */
export function SenderCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useSettingsForm({ ...settings.sender, author: settings.author }, ({ author, ...sender }) => ({ author, sender }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <Card title={t('sender.title')}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft prose">{t('sender.intro')}</p>
        <div className="form-grid">
          {FIELDS.map(({ id, ...rules }) => (
            <TextField
              key={id}
              {...rules}
              label={t(`sender.${id}`)}
              hint={t(`senderHint.${id}`)}
              value={form.values[id]}
              onChange={(value) => form.set({ [id]: value })}
              error={form.faultyPath === `sender.${id}` ? t(id === 'bounceAddress' ? 'fault.returnAddress' : 'fault.address') : undefined}
            />
          ))}
        </div>
        {form.error !== null && form.faultyPath === undefined && <ErrorNotice error={form.error} />}
        <div>
          <Button type="submit" variant="primary" isDisabled={!form.dirty} isPending={form.saving}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
