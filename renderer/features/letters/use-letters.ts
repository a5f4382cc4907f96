import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Letter } from '../../../src/contract/letters.ts';
import { client } from '../../client/client.ts';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Takes a letter back, with a way to have it again. */
export function useWithdraw() {
  const { t } = useTranslation('lettersScreen');
  return useMutation({
    mutationFn: ({ id }: Letter) => client.letters.withdraw({ id }),
    onSuccess: ({ id }) => toast({ text: t('done.withdrawn'), undo: () => toastFailure(client.letters.again({ id })) }),
    onError: (error) => toastFailure(Promise.reject(error)),
  });
}

/** Takes back what was noted last of a letter that is handed in: its answer, else the handing in. */
export function useTakeBack() {
  const { t } = useTranslation('lettersScreen');
  return useMutation({
    mutationFn: ({ id }: Letter) => client.letters.takeBack({ id }),
    onSuccess: ({ state }) => toast({ text: t(state === 'given' ? 'done.answerBack' : 'done.handInBack') }),
    onError: (error) => toastFailure(Promise.reject(error)),
  });
}

/** Writes a letter again: one that failed, or was taken back. */
export function useAgain() {
  const said = useSaid();
  return useMutation({
    mutationFn: ({ id }: Letter) => client.letters.again({ id }),
    onSuccess: said,
    onError: (error) => toastFailure(Promise.reject(error)),
  });
}

/** Says that a letter is written, with a way to take it back. */
export function useSaid(): (letter: Letter) => void {
  const { t } = useTranslation('lettersScreen');
  return ({ id, reader, clientName }) =>
    toast({
      text: reader === 'client' ? t('done.queued', { name: clientName }) : t('done.written'),
      undo: () => toastFailure(client.letters.withdraw({ id })),
    });
}
