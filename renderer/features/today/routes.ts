import type { ScreenRoute } from '../../app/route.ts';

export const todayRoutes: readonly ScreenRoute[] = [];
