import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

const newCase = onDemand(async () => (await import('./new-case-screen.tsx')).NewCaseScreen);

export const incidentsRoutes: readonly ScreenRoute[] = [
  { path: '/incidents', screen: onDemand(async () => (await import('./cases-screen.tsx')).CasesScreen) },
  { path: '/incidents/new', screen: newCase },
  { path: '/incidents/new/alerts/:alertId', screen: newCase },
  { path: '/incidents/new/verdicts/:verdictId', screen: newCase },
  { path: '/incidents/cases/:id', screen: onDemand(async () => (await import('./case-screen.tsx')).CaseScreen) },
];
