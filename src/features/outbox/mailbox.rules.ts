import { keyOfKnown } from '../clients/index.ts';

/** The address of `Name <address>`, or of an address alone. */
export function bareAddress(mailbox: string): string {
  return /<([^<>]*)>\s*$/.exec(mailbox)?.[1]?.trim() ?? mailbox.trim();
}

/** The domain a message goes to, in the form domains are compared in. */
export function destinationOf(recipient: string): string {
  return keyOfKnown(bareAddress(recipient)).replace(/^.*@/, '');
}
