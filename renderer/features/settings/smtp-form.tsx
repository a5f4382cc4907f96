import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LoginFields, ServerFields } from './mail-server-fields.tsx';
import { SmtpTest } from './smtp-test.tsx';
import { showSaved, useSettingsForm } from './use-settings-form.ts';

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

/** The mail server, its password and a try of both. */
export function SmtpForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useSmtpForm(settings);
  return (
    <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
      <h3>{t('smtp.title')}</h3>
      <div className="form-grid">
        <ServerFields
          values={form.values}
          set={form.set}
          words={{ host: t('smtp.host'), hostHint: t('smtp.hostHint'), portHint: t('smtp.portHint') }}
          fault={{ host: form.faultyPath === 'smtp.host', security: form.faultyPath === 'smtp.security' }}
          usualPorts={USUAL_PORTS}
        />
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
