import type { ScreenRoute } from '../../app/route.ts';

export const noticesRoutes: readonly ScreenRoute[] = [];
