import type { ClientCard } from '../../../src/contract/clients.ts';

/**
 * Whether what a client was told is said at the top of his card. Where every address he has is blocked, his mail problems below say it once,
 * with the cause and what to do.
 */
export function saysTold({
  told,
  contacts,
}: {
  readonly told: ClientCard['told'];
  readonly contacts: readonly Pick<ClientCard['contacts'][number], 'email' | 'validTo'>[];
}): boolean {
  return told !== 'blocked' || !contacts.some(({ email, validTo }) => validTo === null && email !== '');
}
