import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyMailbox } from '../../../src/contract/acknowledgements.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { LoginFields, ServerFields } from './mail-server-fields.tsx';
import { type MailboxTest, ReplyMailboxTest } from './reply-mailbox-test.tsx';
import { type ReplyMailboxState, useReplyMailbox } from './use-reply-mailbox.ts';

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
        <ServerFields
          values={form.values}
          set={form.set}
          words={{ host: t('replyMailbox.server'), hostHint: t('replyMailbox.serverHint'), portHint: t('replyMailbox.portHint') }}
          fault={{ host: form.faultyPath === 'host', security: form.faultyPath === 'security' }}
          usualPorts={USUAL_PORTS}
        />
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
