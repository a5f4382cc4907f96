import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const bouncesRoutes: readonly ScreenRoute[] = [
  { path: '/sending/returned', screen: onDemand(async () => (await import('./returned-screen.tsx')).ReturnedScreen) },
  { path: '/sending/blocked', screen: onDemand(async () => (await import('./blocked-screen.tsx')).BlockedScreen) },
];
