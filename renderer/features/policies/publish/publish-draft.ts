import type { PolicyTerms, Trilingual } from '../../../../src/contract/texts.ts';

/** What the reseller decides about a version. */
export interface PublishDraft {
  readonly terms: PolicyTerms;
  /** Null while the date is being typed. */
  readonly effectiveOn: string | null;
  readonly changelog: Trilingual;
  readonly material: boolean;
}
