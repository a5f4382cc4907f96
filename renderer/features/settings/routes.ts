import './settings.css';
import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const settingsRoutes: readonly ScreenRoute[] = [
  { path: '/settings', screen: onDemand(async () => (await import('./settings-screen.tsx')).SettingsScreen) },
];
