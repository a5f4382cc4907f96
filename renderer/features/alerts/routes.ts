import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const alertsRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/alerts', screen: onDemand(async () => (await import('./alerts-screen.tsx')).AlertsScreen) },
  { path: '/hosts/alerts/settings', screen: onDemand(async () => (await import('./settings-screen.tsx')).AlertSettingsScreen) },
  { path: '/hosts/alerts/:id', screen: onDemand(async () => (await import('./alert-screen.tsx')).AlertScreen) },
];
