import './welcome.css';
import type { ScreenRoute } from '../../app/route.ts';
import { WelcomeScreen } from './welcome-screen.tsx';

export const welcomeRoutes: readonly ScreenRoute[] = [{ path: '/welcome', screen: WelcomeScreen }];
