import './welcome.css';
import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const welcomeRoutes: readonly ScreenRoute[] = [{ path: '/welcome', screen: onDemand(async () => (await import('./welcome-screen.tsx')).WelcomeScreen) }];
