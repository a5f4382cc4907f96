import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const checksRoutes: readonly ScreenRoute[] = [
  { path: '/notices/check', screen: onDemand(async () => (await import('./mail-screen.tsx')).MailCheckScreen) },
  { path: '/notices/check/list', screen: onDemand(async () => (await import('./list-screen.tsx')).ListCheckScreen) },
  { path: '/notices/check/advice', screen: onDemand(async () => (await import('./advice-screen.tsx')).AdviceScreen) },
];
