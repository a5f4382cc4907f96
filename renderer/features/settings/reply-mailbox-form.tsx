import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyMailbox } from '../../../src/contract/acknowledgements.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { type MailboxTest, ReplyMailboxTest } from './reply-mailbox-test.tsx';
import { type ReplyMailboxState, useReplyMailbox } from './use-reply-mailbox.ts';

const SECURITIES = ['tls', 'starttls', 'none'] as const;
const USUAL_PORTS = { tls: 993, starttls: 143, none: 143 } as const;

/** The server of the reply mailbox, its password, its folder, and a try of all of them. */
export function ReplyMailboxForm({ mailbox, test }: { mailbox: ReplyMailbox; test: MailboxTest }) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useReplyMailbox(mailbox);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="form-grid">
        <ServerFields form={form} />
        <LoginFields form={form} passwordState={mailbox.password} />
        <ReadingFields form={form} folders={test.data?.folders ?? []} />
      </div>
      {form.error !== null && form.faultyPath === undefined && <ErrorNotice error={form.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isDisabled={!form.unsaved} isPending={form.save.isPending}>
          {t('common:save')}
        </Button>
        {mailbox.password === 'set' && (
          <Button variant="quiet" onPress={form.forget}>
            {t('smtp.forget')}
          </Button>
        )}
      </div>
      <ReplyMailboxTest test={test} folder={mailbox.folder} unsaved={form.unsaved} ready={mailbox.host !== ''} />
    </form>
  );
}

function ServerFields({ form: { values, set, faultyPath } }: { form: ReplyMailboxState }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <TextField
        label={t('replyMailbox.server')}
        hint={t('replyMailbox.serverHint')}
        value={values.host}
        onChange={(host) => set({ host })}
        maxLength={253}
        error={faultyPath === 'host' ? t('fault.host') : undefined}
      />
      <Select
        label={t('smtp.security')}
        value={values.security}
        onChange={(security) => set({ security, port: USUAL_PORTS[security] })}
        options={SECURITIES.map((id) => ({ id, label: t(`security.${id}`) }))}
        error={faultyPath === 'security' ? t('fault.security') : undefined}
      />
      <NumberField
        label={t('smtp.port')}
        hint={t('replyMailbox.portHint')}
        value={values.port}
        onChange={(port) => port !== null && set({ port })}
        minValue={1}
        maxValue={65_535}
        formatOptions={{ useGrouping: false }}
      />
    </>
  );
}

function LoginFields({ form, passwordState }: { form: ReplyMailboxState; passwordState: ReplyMailbox['password'] }) {
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

function ReadingFields({ form: { values, set }, folders }: { form: ReplyMailboxState; folders: readonly string[] }) {
  const { t } = useTranslation('settings');
  // A folder that is gone stays in sight until another one is chosen.
  const all = folders.includes(values.folder) ? folders : [values.folder, ...folders];
  return (
    <>
      {folders.length > 0 ? (
        <Select label={t('replyMailbox.folder')} value={values.folder} onChange={(folder) => set({ folder })} options={all.map((id) => ({ id, label: id }))} />
      ) : (
        <TextField
          label={t('replyMailbox.folder')}
          hint={t('replyMailbox.folderHint')}
          value={values.folder}
          onChange={(folder) => set({ folder })}
          maxLength={300}
        />
      )}
      <NumberField
        label={t('replyMailbox.every')}
        hint={t('replyMailbox.everyHint')}
        value={values.everyMinutes}
        onChange={(everyMinutes) => set({ everyMinutes })}
        minValue={1}
        maxValue={1440}
      />
    </>
  );
}
