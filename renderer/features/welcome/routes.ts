import type { ScreenRoute } from '../../app/route.ts';

export const welcomeRoutes: readonly ScreenRoute[] = [];
