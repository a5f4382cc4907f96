import type { ScreenRoute } from '../../app/route.ts';
import { ClientScreen } from './client-screen.tsx';
import { ClientsScreen } from './clients-screen.tsx';
import { EditClientScreen, NewClientScreen } from './edit-screen.tsx';

export const clientsRoutes: readonly ScreenRoute[] = [
  { path: '/clients', screen: ClientsScreen },
  { path: '/clients/new', screen: NewClientScreen },
  { path: '/clients/:id', screen: ClientScreen },
  { path: '/clients/:id/edit', screen: EditClientScreen },
];
