import type { SuspectLabel } from './culprits.ts';

/** Whom a verdict tells to ask first: where one stands out clearly, those with lesser signs only follow. `suspects` come in their order. */
export function askedFirst<Labelled extends { readonly label: SuspectLabel | null }>(suspects: readonly Labelled[]): readonly Labelled[] {
  const labelled = suspects.filter(({ label }) => label !== null);
  return labelled[0]?.label === 'strong' ? labelled.filter(({ label }) => label === 'strong') : labelled;
}
