import type { ClientId } from '../../../src/contract/ids.ts';

/** Who is to be told: everyone who is due and ready, or one person. */
export interface IssueTarget {
  readonly people: number;
  readonly only?: { readonly clientId: ClientId; readonly clientName: string };
}
