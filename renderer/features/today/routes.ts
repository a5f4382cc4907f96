import './today.css';
import type { ScreenRoute } from '../../app/route.ts';
import { TodayScreen } from './today-screen.tsx';

export const todayRoutes: readonly ScreenRoute[] = [{ path: '/', screen: TodayScreen }];
