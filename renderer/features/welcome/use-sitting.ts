import { useQuery } from '@tanstack/react-query';
import { client, orpc, queryClient } from '../../client/client.ts';
import { type Step, stepsOf } from './steps.rules.ts';

/** The first sitting: undefined while loading and once it is finished or put aside. */
export function useSitting(): { steps: readonly Step[]; next: Step | undefined; doneCount: number } | undefined {
  const open = useQuery(orpc.settings.get.queryOptions({ input: {} })).data?.onboarding === 'open';
  const today = useQuery(orpc.system.today.queryOptions({ input: {} })).data;
  if (!open || today === undefined) return undefined;
  const steps = stepsOf(today);
  return { steps, next: steps.find((step) => step.state === 'next'), doneCount: steps.filter((step) => step.state === 'done').length };
}

/** Ends the sitting or, with `open`, takes it up again. */
export async function setSitting(onboarding: 'open' | 'done'): Promise<void> {
  queryClient.setQueryData(orpc.settings.get.queryKey({ input: {} }), await client.settings.update({ onboarding }));
}
