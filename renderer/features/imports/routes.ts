import type { ScreenRoute } from '../../app/route.ts';

export const importsRoutes: readonly ScreenRoute[] = [];
