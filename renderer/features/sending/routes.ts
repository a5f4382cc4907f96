import type { ScreenRoute } from '../../app/route.ts';

export const sendingRoutes: readonly ScreenRoute[] = [];
