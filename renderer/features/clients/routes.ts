import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const clientsRoutes: readonly ScreenRoute[] = [
  { path: '/clients', screen: onDemand(async () => (await import('./clients-screen.tsx')).ClientsScreen) },
  { path: '/clients/new', screen: onDemand(async () => (await import('./edit-screen.tsx')).NewClientScreen) },
  { path: '/clients/:id', screen: onDemand(async () => (await import('./client-screen.tsx')).ClientScreen) },
  { path: '/clients/:id/edit', screen: onDemand(async () => (await import('./edit-screen.tsx')).EditClientScreen) },
];
