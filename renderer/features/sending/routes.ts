import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const sendingRoutes: readonly ScreenRoute[] = [
  { path: '/sending', screen: onDemand(async () => (await import('./sending-screen.tsx')).SendingScreen) },
  { path: '/sending/:id', screen: onDemand(async () => (await import('./sending-screen.tsx')).SendingScreen) },
];
