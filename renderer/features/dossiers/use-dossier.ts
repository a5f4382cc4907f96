import { useMutation } from '@tanstack/react-query';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';

/** Does something to a dossier and shows at once how it stands then; says why it cannot be. */
export function useAct<T>(act: (given: T) => Promise<Dossier>, said?: (dossier: Dossier, given: T) => Parameters<typeof toast>[0]) {
  return useMutation({
    mutationFn: act,
    onSuccess: (dossier, given) => {
      show(dossier);
      if (said !== undefined) toast(said(dossier, given));
    },
    onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
  });
}

/** Puts an answer where the screen of that dossier reads it. */
export function show(dossier: Dossier): void {
  queryClient.setQueryData(orpc.dossiers.get.queryKey({ input: { id: dossier.id } }), dossier);
}

/** True while something of it may change. */
export function isOpen({ state }: Dossier): boolean {
  return state === 'draft' || state === 'complete';
}
