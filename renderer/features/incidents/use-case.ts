import { ORPCError } from '@orpc/client';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { IncidentId } from '../../../src/contract/ids.ts';
import type { Incident, IncidentStep, StepId, StepState } from '../../../src/contract/incidents.ts';
import { StepNeed } from '../../../src/contract/story.ts';
import { client, orpc, queryClient } from '../../client/client.ts';
import { describeError, isFailure } from '../../client/describe-error.ts';
import { toast } from '../../ui/toasts.tsx';

const Unmet = z.object({ missing: StepNeed });

/** Does something to a case and shows at once how it stands then; says why it cannot be. */
export function useAct<T>(
  act: (given: T) => Promise<Incident>,
  said?: (incident: Incident, given: T) => Parameters<typeof toast>[0],
  /** True where somebody else says why it cannot be. */
  isCaught?: (error: Error, given: T) => boolean,
) {
  return useMutation({
    mutationFn: act,
    onSuccess: (incident, given) => {
      show(incident);
      if (said !== undefined) toast({ of: incident.id, ...said(incident, given) });
    },
    onError: (error, given) => {
      if (isCaught?.(error, given) !== true) toast({ text: describeError(error).sentence, tone: 'stopped' });
    },
  });
}

function show(incident: Incident): void {
  queryClient.setQueryData(orpc.incidents.get.queryKey({ input: { id: incident.id } }), incident);
}

/** What is said of a step. */
export interface Said {
  readonly state: StepState;
  readonly note?: string;
  readonly minutes?: number;
  readonly cents?: number;
  /** Whether the server is meant to send mail itself. */
  readonly intended?: boolean;
}

/** The step that comes next; null = none, the case may be closed or is. */
export function stepOf(next: Incident['next']): StepId | null {
  return next === null || next.step === 'close' ? null : next.step;
}

/** Says how a step stands; what was said can be taken back, time and cost with it. What a step is for may be missing: that asks for a reason. */
export function useSetStep(
  id: IncidentId,
  { id: step, state: before, note: noteBefore }: IncidentStep,
  { onOver, onUnmet }: { onOver(next: StepId | null): void; onUnmet(missing: StepNeed, said: Said): void },
): UseMutationResult<Incident, Error, Said> {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const name = t(`incidents:step.${step}`);
  const back = useAct((said: Said) =>
    client.incidents.setStep({ id, step, state: before, note: noteBefore, minutes: -(said.minutes ?? 0), cents: -(said.cents ?? 0) }),
  );
  return useAct(
    (said: Said) => client.incidents.setStep({ id, step, note: noteBefore, ...said }),
    ({ next }, said) => {
      if (said.state === 'done' || said.state === 'not_needed') onOver(stepOf(next));
      return {
        text: said.state === before ? t('step.spentAdded') : t(`step.said.${said.state}`, { step: name }),
        undo: () => back.mutate(said),
      };
    },
    (error, said) => {
      const unmet = isFailure(error, 'step_unmet') && error instanceof ORPCError ? Unmet.safeParse(error.data).data : undefined;
      if (unmet !== undefined) onUnmet(unmet.missing, said);
      return unmet !== undefined;
    },
  );
}
