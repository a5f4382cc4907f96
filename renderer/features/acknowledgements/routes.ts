import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const acknowledgementsRoutes: readonly ScreenRoute[] = [
  { path: '/notices/replies', screen: onDemand(async () => (await import('./replies-screen.tsx')).RepliesScreen) },
  { path: '/notices/replies/ticks', screen: onDemand(async () => (await import('./ticks-screen.tsx')).TicksScreen) },
];
