import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const noticesRoutes: readonly ScreenRoute[] = [
  { path: '/notices', screen: onDemand(async () => (await import('./to-send-screen.tsx')).ToSendScreen) },
  { path: '/notices/sent', screen: onDemand(async () => (await import('./sent-screen.tsx')).SentScreen) },
];
