import type { ScreenRoute } from '../../app/route.ts';

export const clientsRoutes: readonly ScreenRoute[] = [];
