import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../../../src/contract/index.ts';

type Today = InferContractRouterOutputs<Contract>['system']['today'];

/** The steps of the first sitting, in their order. */
export const STEP_IDS = ['host', 'clients', 'policy', 'notice', 'proof'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** `next` is the first one that is not done; the ones after it wait. */
export interface Step {
  readonly id: StepId;
  readonly state: 'done' | 'next' | 'later';
  /** Where the step is done. */
  readonly to: string;
}

/** What is done already, read from the data: the sitting can be left and resumed at any time. The proof is done when the user says so. */
export function stepsOf(today: Pick<Today, 'hosts' | 'clients' | 'publishedVersions' | 'hostsWithoutPolicy' | 'coverage'>): Step[] {
  const { told, practised, queued, failed } = today.coverage;
  const done: Record<StepId, boolean> = {
    host: today.hosts > 0,
    clients: today.clients > 0,
    policy: today.publishedVersions > 0,
    notice: told + practised + queued + failed > 0,
    proof: false,
  };
  const [withoutPolicy] = today.hostsWithoutPolicy;
  const places: Record<StepId, string> = {
    host: '/hosts/new',
    clients: '/clients/import',
    policy: withoutPolicy === undefined ? '/hosts' : `/hosts/${withoutPolicy.id}/publish`,
    notice: '/notices',
    proof: '/notices/proof',
  };
  const next = STEP_IDS.find((id) => !done[id]);
  return STEP_IDS.map((id) => ({ id, state: done[id] ? 'done' : id === next ? 'next' : 'later', to: places[id] }));
}
