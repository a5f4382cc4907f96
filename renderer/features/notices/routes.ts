import type { ScreenRoute } from '../../app/route.ts';
import { SentScreen } from './sent-screen.tsx';
import { ToSendScreen } from './to-send-screen.tsx';

export const noticesRoutes: readonly ScreenRoute[] = [
  { path: '/notices', screen: ToSendScreen },
  { path: '/notices/sent', screen: SentScreen },
];
