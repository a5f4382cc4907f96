import './policies.css';
import type { ScreenRoute } from '../../app/route.ts';
import { PublishScreen } from './publish-screen.tsx';
import { VersionScreen } from './version-screen.tsx';

export const policiesRoutes: readonly ScreenRoute[] = [
  { path: '/hosts/:id/publish', screen: PublishScreen },
  { path: '/versions/:id', screen: VersionScreen },
];
