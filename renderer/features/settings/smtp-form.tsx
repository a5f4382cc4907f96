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

/** The server, typed or saved, and the password, which is only ever sent to the core and never comes back. */
function useSmtpForm(settings: Settings) {
  const form = useSettingsForm(settings.smtp, (smtp) => ({ smtp }));
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const storePassword = async (next: string | null) => {
    setFailure(undefined);
    try {
      showSaved(await client.settings.setSmtpPassword({ password: next }));
      setPassword('');
    } catch (error) {
      setFailure(error);
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = !form.dirty || (await form.save());
    if (saved && password !== '') await storePassword(password);
  };
  return { ...form, password, setPassword, storePassword, submit, failure: form.error ?? failure, unsaved: form.dirty || password !== '' };
}

type SmtpFormState = ReturnType<typeof useSmtpForm>;

/** The mail server, its password and a try of both. */
export function SmtpForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useSmtpForm(settings);
  return (
    <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
      <h3>{t('smtp.title')}</h3>
      <div className="form-grid">
        <ServerFields form={form} />
        <LoginFields form={form} passwordState={settings.smtpPassword} />
      </div>
      {form.failure !== undefined && form.faultyPath === undefined && <ErrorNotice error={form.failure} />}
      <div className="row">
        <Button type="submit" variant="primary" isDisabled={!form.unsaved} isPending={form.saving}>
          {t('common:save')}
        </Button>
        {settings.smtpPassword === 'set' && (
          <Button variant="quiet" onPress={() => void form.storePassword(null)}>
            {t('smtp.forget')}
          </Button>
        )}
      </div>
      <SmtpTest unsaved={form.unsaved} ready={settings.smtp.host !== ''} />
    </form>
  );
}

function ServerFields({ form: { values, set, faultyPath } }: { form: SmtpFormState }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <TextField
        label={t('smtp.host')}
        hint={t('smtp.hostHint')}
        value={values.host}
        onChange={(host) => set({ host })}
        maxLength={253}
        error={faultyPath === 'smtp.host' ? t('fault.host') : undefined}
      />
      <Select
        label={t('smtp.security')}
        value={values.security}
        onChange={(security) => set({ security, port: USUAL_PORTS[security] })}
        options={SECURITIES.map((id) => ({ id, label: t(`security.${id}`) }))}
        error={faultyPath === 'smtp.security' ? t('fault.security') : undefined}
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
    </>
  );
}

function LoginFields({ form, passwordState }: { form: SmtpFormState; passwordState: Settings['smtpPassword'] }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <TextField label={t('smtp.user')} value={form.values.user} onChange={(user) => form.set({ user })} autoComplete="off" maxLength={254} />
      <TextField
        label={t('smtp.password')}
        hint={t(`passwordState.${passwordState}`)}
        type="password"
        value={form.password}
        onChange={form.setPassword}
        autoComplete="new-password"
        maxLength={500}
      />
    </>
  );
}
