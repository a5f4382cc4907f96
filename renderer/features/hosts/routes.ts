import type { ScreenRoute } from '../../app/route.ts';

export const hostsRoutes: readonly ScreenRoute[] = [];
