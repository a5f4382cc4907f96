import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { SmtpTest } from './smtp-test.tsx';
import { showSaved, useSettingsForm } from './use-settings-form.ts';

const SECURITIES = ['tls', 'starttls', 'none'] as const;
const USUAL_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

/** The mail server, its password (which is never shown again) and a try of both. */
export function SmtpForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useSettingsForm(settings.smtp, (smtp) => ({ smtp }));
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(undefined);
    if (form.dirty && !(await form.save())) return;
    if (password === '') return;
    try {
      showSaved(await client.settings.setSmtpPassword({ password }));
      setPassword('');
    } catch (error) {
      setFailure(error);
    }
  };
  const { values, set } = form;
  const unsaved = form.dirty || password !== '';
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{t('smtp.title')}</h3>
      <div className="form-grid">
        <TextField label={t('smtp.host')} hint={t('smtp.hostHint')} value={values.host} onChange={(host) => set({ host })} placeholder="mail.example.com" />
        <Select
          label={t('smtp.security')}
          value={values.security}
          onChange={(security) => set({ security, port: USUAL_PORTS[security] })}
          options={SECURITIES.map((id) => ({ id, label: t(`security.${id}`) }))}
        />
        <NumberField
          label={t('smtp.port')}
          hint={t('smtp.portHint')}
          value={values.port}
          onChange={(port) => port !== null && set({ port })}
          minValue={1}
          maxValue={65_535}
          formatOptions={{ useGrouping: false }}
        />
        <TextField label={t('smtp.user')} value={values.user} onChange={(user) => set({ user })} autoComplete="off" />
        <TextField
          label={t('smtp.password')}
          hint={t(`passwordState.${settings.smtpPassword}`)}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
        />
      </div>
      {form.error !== null && <ErrorNotice error={form.error} />}
      {failure !== undefined && <ErrorNotice error={failure} />}
      <div className="row">
        <Button type="submit" variant="primary" isDisabled={!unsaved} isPending={form.saving}>
          {t('common:save')}
        </Button>
        {settings.smtpPassword === 'set' && (
          <Button variant="quiet" onPress={() => void client.settings.setSmtpPassword({ password: null }).then(showSaved, setFailure)}>
            {t('smtp.forget')}
          </Button>
        )}
      </div>
      <SmtpTest unsaved={unsaved} ready={settings.smtp.host !== ''} />
    </form>
  );
}
