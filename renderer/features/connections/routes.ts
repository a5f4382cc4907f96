import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const connectionsRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/differences', screen: onDemand(async () => (await import('./differences-screen.tsx')).DifferencesScreen) },
  { path: '/hosts/:id/packs/:packId', screen: onDemand(async () => (await import('./connection-screen.tsx')).ConnectionScreen) },
];
