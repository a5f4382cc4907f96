import type { BlocklistDetail, ListCode, Removal } from '../../contract/blocklists.ts';
import { matches } from './answer.rules.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';

/** The procedure that fits what was answered: that of the part of the list, else of the list. */
export function removalOf(list: CatalogueList, codes: readonly ListCode[]): Removal {
  const parts = codes.flatMap(({ value }) => list.codes.filter(({ match }) => matches(match, value)));
  // Of several, one that only the holder may ask for decides: without it the address stays listed.
  const removals = parts.map(({ removal }) => removal ?? list.removal);
  return removals.find(({ who }) => who === 'holder') ?? removals[0] ?? list.removal;
}

/**
 * Whom to ask. Almost every removal of an address is the host's to ask for: only who holds it goes to the list himself. What ends by itself
 * needs nobody, and a domain is its owner's.
 */
export function routeOf(
  removal: Removal,
  subject: { readonly kind: 'domain' } | { readonly kind: 'ip'; readonly holder: 'host' | 'reseller' },
): BlocklistDetail['route'] {
  if (removal.who === 'nobody') return { to: 'nobody', removal };
  if (subject.kind === 'domain') return { to: 'client', removal };
  return { to: subject.holder === 'host' ? 'host' : 'list', removal };
}
