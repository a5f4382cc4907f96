import { useMutation } from '@tanstack/react-query';
import type { Explanation } from '../../../src/contract/explanations.ts';
import { orpc, queryClient } from '../../client/client.ts';
import { toast } from '../../ui/toasts.tsx';

/** Does something to a round, and shows at once how it stands then. */
export function useRound<T>(act: (given: T) => Promise<Explanation>, said?: (round: Explanation, given: T) => Parameters<typeof toast>[0] | null) {
  return useMutation({
    mutationFn: act,
    onSuccess: (round, given) => {
      show(round);
      const words = said?.(round, given) ?? null;
      if (words !== null) toast(words);
    },
  });
}

function show(round: Explanation): void {
  const queryKey = orpc.explanations.list.queryKey({ input: { incidentId: round.incidentId } });
  const known = queryClient.getQueryData(queryKey);
  if (known?.some(({ id }) => id === round.id) === true) {
    queryClient.setQueryData(
      queryKey,
      known.map((each) => (each.id === round.id ? round : each)),
    );
  } else void queryClient.invalidateQueries({ queryKey });
}
