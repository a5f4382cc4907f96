import type { ScreenRoute } from '../../app/route.ts';

export const policiesRoutes: readonly ScreenRoute[] = [];
