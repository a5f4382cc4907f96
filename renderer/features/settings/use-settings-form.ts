import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../src/contract/settings.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { faultyPath } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';

/** Values typed but not saved, and the saving of them. */
export function useSettingsForm<Values extends object>(saved: Values, toUpdate: (values: Values) => Parameters<typeof orpc.settings.update.call>[0]) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<Partial<Values>>({});
  const values = { ...saved, ...typed };
  const mutation = useMutation(
    orpc.settings.update.mutationOptions({
      onSuccess: (settings) => {
        showSaved(settings);
        setTyped({});
        toast({ text: t('saved') });
      },
    }),
  );
  return {
    values,
    set: (part: Partial<Values>) => setTyped((now) => ({ ...now, ...part })),
    dirty: JSON.stringify(values) !== JSON.stringify(saved),
    saving: mutation.isPending,
    error: mutation.error,
    /** Path of the value that was refused, such as `smtp.host`; it stays until the next try. */
    faultyPath: faultyPath(mutation.error),
    /** Resolves with true when it is saved. The failure, if any, is in `error`. */
    save: async (): Promise<boolean> => {
      try {
        await mutation.mutateAsync(toUpdate(values));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Shows settings the core just answered, without asking again. */
export function showSaved(settings: Settings): void {
  queryClient.setQueryData(orpc.settings.get.queryKey({ input: {} }), settings);
}
