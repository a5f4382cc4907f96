import type { ClientCard } from '../../../src/contract/clients.ts';

/**
 * Whether what a client was told is said at the top of his card. Where every address he has is blocked, his mail problems below say it once,
 * with the cause and what to do: of a notice that failed too. `reachable` undefined = not known yet.
 */
export function saysTold({
  told,
  contacts,
  reachable,
}: {
  readonly told: ClientCard['told'];
  readonly contacts: readonly Pick<ClientCard['contacts'][number], 'email' | 'validTo'>[];
  readonly reachable: boolean | undefined;
}): boolean {
  if (told === 'failed') return reachable === true;
  return told !== 'blocked' || !contacts.some(({ email, validTo }) => validTo === null && email !== '');
}
