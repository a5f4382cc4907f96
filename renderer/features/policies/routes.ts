import './policies.css';
import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

const publish = onDemand(async () => (await import('./publish/publish-screen.tsx')).PublishScreen);

export const policiesRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/:id/publish', screen: publish },
  { path: '/hosts/:id/texts', screen: onDemand(async () => (await import('./overview/texts-screen.tsx')).TextsScreen) },
  { path: '/hosts/:id/texts/:kind/publish', screen: publish },
  { path: '/hosts/:id/texts/:kind/letter', screen: onDemand(async () => (await import('./letter/letter-screen.tsx')).LetterScreen) },
  { path: '/hosts/:id/texts/:kind/:language?/:section?', screen: onDemand(async () => (await import('./editor/editor-screen.tsx')).EditorScreen) },
  { path: '/versions/:id/compare/:other', screen: onDemand(async () => (await import('./versions/compare-screen.tsx')).CompareScreen) },
  { path: '/versions/:id', screen: onDemand(async () => (await import('./versions/version-screen.tsx')).VersionScreen) },
];
