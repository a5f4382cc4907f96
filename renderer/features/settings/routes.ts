import './settings.css';
import type { ScreenRoute } from '../../app/route.ts';
import { SettingsScreen } from './settings-screen.tsx';

export const settingsRoutes: readonly ScreenRoute[] = [{ path: '/settings', screen: SettingsScreen }];
