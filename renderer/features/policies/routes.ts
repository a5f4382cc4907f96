import './policies.css';
import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const policiesRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/:id/publish', screen: onDemand(async () => (await import('./publish-screen.tsx')).PublishScreen) },
  { path: '/versions/:id', screen: onDemand(async () => (await import('./version-screen.tsx')).VersionScreen) },
];
