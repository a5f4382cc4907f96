import type { ScreenRoute } from '../../app/route.ts';

export const evidenceRoutes: readonly ScreenRoute[] = [];
