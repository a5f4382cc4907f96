import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImapSettings, ReplyMailbox } from '../../../src/contract/acknowledgements.ts';
import { client, orpc, queryClient } from '../../client/client.ts';
import { faultyPath } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';

function show(mailbox: ReplyMailbox): void {
  queryClient.setQueryData(orpc.acknowledgements.mailbox.queryKey({ input: {} }), mailbox);
}

/** The reply mailbox, typed or saved, and its password, which is only ever sent to the core and never comes back. */
export function useReplyMailbox(saved: ReplyMailbox) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<Partial<ImapSettings>>({});
  const [password, setPassword] = useState('');
  const values = { ...saved, ...typed };
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);
  const save = useMutation({
    mutationFn: async () => {
      if (dirty) show(await client.acknowledgements.setMailbox(typed));
      setTyped({});
      if (password !== '') show(await client.acknowledgements.setMailboxPassword({ password }));
      setPassword('');
    },
    onSuccess: () => toast({ text: t('saved') }),
  });
  const forget = useMutation(orpc.acknowledgements.setMailboxPassword.mutationOptions({ onSuccess: show }));
  return {
    values,
    set: (part: Partial<ImapSettings>) => setTyped((now) => ({ ...now, ...part })),
    password,
    setPassword,
    unsaved: dirty || password !== '',
    save,
    forget: () => forget.mutate({ password: null }),
    error: save.error ?? forget.error,
    faultyPath: faultyPath(save.error),
  };
}

export type ReplyMailboxState = ReturnType<typeof useReplyMailbox>;
