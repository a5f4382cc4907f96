import './hosts.css';
import type { ScreenRoute } from '../../app/route.ts';
import { HostScreen } from './host-screen.tsx';
import { HostsScreen } from './hosts-screen.tsx';
import { NewHostScreen } from './new-host-screen.tsx';

export const hostsRoutes: readonly ScreenRoute[] = [
  { path: '/hosts', screen: HostsScreen },
  { path: '/hosts/new', screen: NewHostScreen },
  { path: '/hosts/:id', screen: HostScreen },
];
