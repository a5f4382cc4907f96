import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const dossiersRoutes: readonly ScreenRoute[] = [
  { path: '/incidents/dossiers', screen: onDemand(async () => (await import('./dossiers-screen.tsx')).DossiersScreen) },
  { path: '/incidents/dossiers/new', screen: onDemand(async () => (await import('./new-dossier-screen.tsx')).NewDossierScreen) },
  { path: '/incidents/dossiers/:id', screen: onDemand(async () => (await import('./dossier-screen.tsx')).DossierScreen) },
];
