import type { ScreenRoute } from '../../app/route.ts';
import { ProofScreen } from './proof-screen.tsx';

export const evidenceRoutes: readonly ScreenRoute[] = [{ path: '/notices/proof', screen: ProofScreen }];
