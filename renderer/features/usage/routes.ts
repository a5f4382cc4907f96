import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const usageRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/volume', screen: onDemand(async () => (await import('./volume-screen.tsx')).VolumeScreen) },
  { path: '/hosts/volume/:id', screen: onDemand(async () => (await import('./account-screen.tsx')).AccountScreen) },
  { path: '/hosts/:id/packs/:packId/volume', screen: onDemand(async () => (await import('./pack-screen.tsx')).PackVolumeScreen) },
];
