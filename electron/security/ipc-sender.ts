import { isOwnUrl } from './origin.ts';

/** What is read of the frame a message came from. */
export interface SenderFrame {
  readonly url: string;
  readonly detached: boolean;
  readonly parent: unknown;
}

/** True for the main frame of one of our own pages. Read `event.senderFrame` before any await: it may vanish. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && !frame.detached && frame.parent === null && isOwnUrl(frame.url);
}
