import type { Concerned, Incident } from '../../../src/contract/incidents.ts';

/** Whose earlier cases make this one stricter: of those who caused it, whoever caused most before; undefined = nobody is said to have caused it. */
export function hardenedBy({ concerned }: Pick<Incident, 'concerned'>): Concerned | undefined {
  return concerned.filter(({ role }) => role === 'caused').toSorted((a, b) => b.before - a.before)[0];
}
