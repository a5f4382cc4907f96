import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const statusesRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/status', screen: onDemand(async () => (await import('./status-screen.tsx')).StatusScreen) },
];
