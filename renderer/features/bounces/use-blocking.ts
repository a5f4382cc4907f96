import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { faultyPath, isFailure } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';

interface Form {
  readonly value: string;
  readonly how: 'forGood' | 'untilDay';
  readonly until: string | null;
  readonly note: string;
}

const EMPTY: Form = { value: '', how: 'forGood', until: null, note: '' };

/** What is typed to block an address, what is wrong with it, and the blocking. */
export function useBlocking(onDone: () => void) {
  const { t } = useTranslation('bounces');
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const block = useMutation(
    orpc.bounces.suppress.mutationOptions({
      onSuccess: ({ value }) => {
        toast({ text: t('block.done', { value }) });
        onDone();
      },
    }),
  );
  const today = localDay(new Date());
  const missing = {
    value: form.value.trim() === '',
    until: form.how === 'untilDay' && (form.until === null || form.until < today),
    note: form.note.trim() === '',
  };
  const refused = faultyPath(block.error) === 'value' ? 'valueWrong' : isFailure(block.error, 'suppression_exists') ? 'valueTaken' : undefined;
  return {
    form,
    today,
    set: (part: Partial<Form>) => setForm((now) => ({ ...now, ...part })),
    faults: { value: tried && missing.value ? 'valueWrong' : refused, until: tried && missing.until, note: tried && missing.note } as const,
    error: block.error,
    isOtherError: block.error !== null && refused === undefined,
    isPending: block.isPending,
    submit: () => {
      setTried(true);
      if (missing.value || missing.until || missing.note) return;
      const value = form.value.trim();
      block.mutate({
        scope: value.includes('@') ? 'address' : 'domain',
        value,
        until: form.how === 'forGood' ? null : form.until,
        note: form.note.trim(),
      });
    },
  };
}

/** The calendar day of an instant on this machine, YYYY-MM-DD. */
function localDay(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
