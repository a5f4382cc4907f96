import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const importsRoutes: readonly ScreenRoute[] = [
  { path: '/clients/import', screen: onDemand(async () => (await import('./import-screen.tsx')).ImportScreen) },
];
