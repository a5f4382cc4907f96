import type { ScreenRoute } from '../../app/route.ts';
import { ImportScreen } from './import-screen.tsx';

export const importsRoutes: readonly ScreenRoute[] = [{ path: '/clients/import', screen: ImportScreen }];
