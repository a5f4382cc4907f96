import { expect, it } from 'vitest';
import { addSites, type Site } from './accounts.ts';

it('gathers the domains of one account in one go, however many a server names', () => {
  const rows = Array.from({ length: 300_000 }, (_, index) => ({ id: `${index}`, name: `s${index}.example`, owner: 'alice' }));
  const found = new Map<string, Site[]>();
  const begun = performance.now();
  addSites(found, rows);
  expect(found.get('alice')).toHaveLength(300_000);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
