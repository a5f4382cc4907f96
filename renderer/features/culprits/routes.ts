import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const culpritsRoutes: readonly ScreenRoute[] = [
  { path: '/incidents/causes', screen: onDemand(async () => (await import('./incidents-screen.tsx')).IncidentsScreen) },
  { path: '/incidents/alerts/:id', screen: onDemand(async () => (await import('./case-screen.tsx')).AlertCaseScreen) },
  { path: '/incidents/packs/:id', screen: onDemand(async () => (await import('./case-screen.tsx')).PackCaseScreen) },
  { path: '/incidents/verdicts/:id', screen: onDemand(async () => (await import('./verdict-screen.tsx')).VerdictScreen) },
];
