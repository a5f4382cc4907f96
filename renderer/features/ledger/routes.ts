import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const ledgerRoutes: readonly ScreenRoute[] = [
  { path: '/notices/proof/ledger', screen: onDemand(async () => (await import('./ledger-screen.tsx')).LedgerScreen) },
];
