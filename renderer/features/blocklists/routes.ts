import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const blocklistsRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/blocklists', screen: onDemand(async () => (await import('./blocklists-screen.tsx')).BlocklistsScreen) },
  { path: '/hosts/blocklists/lists', screen: onDemand(async () => (await import('./lists-screen.tsx')).ListsScreen) },
  { path: '/hosts/blocklists/settings', screen: onDemand(async () => (await import('./settings-screen.tsx')).BlocklistSettingsScreen) },
];
