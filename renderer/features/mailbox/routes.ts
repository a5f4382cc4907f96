import { onDemand } from '../../app/on-demand.tsx';
import type { ScreenRoute } from '../../app/route.ts';

export const mailboxRoutes: readonly ScreenRoute[] = [
  { path: '/sending/mailbox', screen: onDemand(async () => (await import('./mailbox-screen.tsx')).MailboxScreen) },
  { path: '/sending/mailbox/:id', screen: onDemand(async () => (await import('./mailbox-screen.tsx')).MailboxScreen) },
];
