import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const logsRoutes: readonly ScreenRoute[] = [
  { path: '/incidents/logs', screen: onDemand(async () => (await import('./logs-screen.tsx')).LogsScreen) },
  { path: '/incidents/logs/:id', screen: onDemand(async () => (await import('./log-screen.tsx')).LogScreen) },
  { path: '/incidents/logs/:id/accounts/:name', screen: onDemand(async () => (await import('./log-account-screen.tsx')).LogAccountScreen) },
];
