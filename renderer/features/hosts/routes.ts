import './hosts.css';
import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const hostsRoutes: readonly ScreenRoute[] = [
  { path: '/hosts', screen: onDemand(async () => (await import('./hosts-screen.tsx')).HostsScreen) },
  { path: '/hosts/new', screen: onDemand(async () => (await import('./new-host-screen.tsx')).NewHostScreen) },
  { path: '/hosts/:id/rules', screen: onDemand(async () => (await import('./edit/rules-screen.tsx')).RulesScreen) },
  { path: '/hosts/:id/rules/review', screen: onDemand(async () => (await import('./edit/rules-screen.tsx')).RulesReviewScreen) },
  { path: '/hosts/:id', screen: onDemand(async () => (await import('./host-screen.tsx')).HostScreen) },
];
