import type { ScreenRoute } from '../../app/route.ts';
import { MailboxScreen } from './mailbox-screen.tsx';

export const mailboxRoutes: readonly ScreenRoute[] = [
  { path: '/sending/mailbox', screen: MailboxScreen },
  { path: '/sending/mailbox/:id', screen: MailboxScreen },
];
