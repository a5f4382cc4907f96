/**
 * Where reports about a message are returned to: the address as it is, or with a code of the message in place of its first `*` (VERP).
 * The code is the part of the Message-ID before the @, as far as it may stand in an address.
 */
export function returnPathFor(address: string, messageId: string): string {
  const code = messageId.replace(/@.*$/, '').replace(/[^0-9A-Za-z]/g, '');
  return address.replace('*', code);
}
