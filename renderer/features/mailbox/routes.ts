import type { ScreenRoute } from '../../app/route.ts';

export const mailboxRoutes: readonly ScreenRoute[] = [];
