import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const evidenceRoutes: readonly ScreenRoute[] = [
  { path: '/notices/proof', screen: onDemand(async () => (await import('./proof-screen.tsx')).ProofScreen) },
  { path: '/notices/proof/told', screen: onDemand(async () => (await import('./told-screen.tsx')).ToldScreen) },
  { path: '/notices/proof/gaps', screen: onDemand(async () => (await import('./gaps-screen.tsx')).GapsScreen) },
];
