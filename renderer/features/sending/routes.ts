import type { ScreenRoute } from '../../app/route.ts';
import { SendingScreen } from './sending-screen.tsx';

export const sendingRoutes: readonly ScreenRoute[] = [
  { path: '/sending', screen: SendingScreen },
  { path: '/sending/:id', screen: SendingScreen },
];
