import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { Select } from '../../ui/choice.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';

const SECURITIES = ['tls', 'starttls', 'none'] as const;
type Security = (typeof SECURITIES)[number];

interface ServerFieldsProps {
  values: { readonly host: string; readonly port: number; readonly security: Security };
  set(change: { host?: string; port?: number; security?: Security }): void;
  words: { readonly host: string; readonly hostHint: string; readonly portHint: string };
  fault: { readonly host: boolean; readonly security: boolean };
  /** The port each kind of encryption usually has. */
  usualPorts: Readonly<Record<Security, number>>;
}

/** Where a mail server is, of whichever kind. */
export function ServerFields({ values, set, words, fault, usualPorts }: ServerFieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <TextField
        label={words.host}
        hint={words.hostHint}
        value={values.host}
        onChange={(host) => set({ host })}
        maxLength={253}
        error={fault.host ? t('fault.host') : undefined}
      />
      <Select
        label={t('smtp.security')}
        value={values.security}
        onChange={(security) => set({ security, port: usualPorts[security] })}
        options={SECURITIES.map((id) => ({ id, label: t(`security.${id}`) }))}
        error={fault.security ? t('fault.security') : undefined}
      />
      <NumberField
        label={t('smtp.port')}
        hint={words.portHint}
        value={values.port}
        onChange={(port) => port !== null && set({ port })}
        minValue={1}
        maxValue={65_535}
        formatOptions={{ useGrouping: false }}
      />
    </>
  );
}

interface LoginFieldsProps {
  form: {
    readonly values: { readonly user: string };
    readonly password: string;
    set(change: { user: string }): void;
    setPassword(password: string): void;
  };
  passwordState: Settings['smtpPassword'];
}

/** Who logs in to it. The password never comes back from the core. */
export function LoginFields({ form, passwordState }: LoginFieldsProps) {
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
