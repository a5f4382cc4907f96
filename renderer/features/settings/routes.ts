import type { ScreenRoute } from '../../app/route.ts';

export const settingsRoutes: readonly ScreenRoute[] = [];
