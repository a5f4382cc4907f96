import type { Difference } from '../../../src/contract/connections.ts';
import type { client } from '../../client/client.ts';

type Choice = Parameters<typeof client.connections.decide>[0]['choices'][number];

/** Addresses typed for accounts whose host does not show one, by id of the account. */
export type TypedEmails = ReadonlyMap<number, string>;

/** Looks like an address a message can go to. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());
}

/** An account that can be taken over: nothing lacks, or what lacks was typed. */
export function isComplete({ hosted, lacks }: Difference, emails: TypedEmails): boolean {
  return lacks === null || isAddress(emails.get(hosted.id) ?? '');
}

/** Differences as the core carries them out. An address is sent only where one lacked. */
export function choicesOf(differences: readonly Difference[], choice: Choice['choice'], emails: TypedEmails): Choice[] {
  return differences.map((difference) => {
    const email = emails.get(difference.hosted.id)?.trim() ?? '';
    return {
      hostedId: difference.hosted.id,
      mark: difference.mark,
      choice,
      ...(choice === 'take' && difference.lacks === 'email' && email !== '' && { email }),
    };
  });
}

/** What taking over would do, counted by what it does. */
export function effectOf(differences: readonly Difference[], emails: TypedEmails) {
  const complete = differences.filter((difference) => isComplete(difference, emails));
  return { complete, lacking: differences.length - complete.length, closing: complete.filter(({ kind }) => kind === 'missing').length };
}

/** Kinds in the order in which they are offered. */
export const DIFFERENCE_KINDS = ['new', 'changed', 'recreated', 'missing'] as const satisfies readonly Difference['kind'][];
