import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const evidenceRoutes: readonly ScreenRoute[] = [
  { path: '/notices/proof', screen: onDemand(async () => (await import('./proof-screen.tsx')).ProofScreen) },
];
