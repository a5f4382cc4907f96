import { useDeferredValue } from 'react';
import type { PackId } from '../../../src/contract/ids.ts';
import type { HostedState, ReasonClass } from '../../../src/shared/panels.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';

/** Which accounts are shown. */
export interface StatusFilter {
  readonly search: string;
  readonly states: readonly HostedState[];
  readonly packId: PackId | undefined;
  readonly reasonClass: ReasonClass | undefined;
  /** Only those the host shows no more. */
  readonly notSeen: boolean;
}

/** Every account. */
export const START: StatusFilter = { search: '', states: [], packId: undefined, reasonClass: undefined, notSeen: false };

/** Anything is left out. */
export function isNarrow({ search, states, packId, reasonClass, notSeen }: StatusFilter): boolean {
  return search !== '' || states.length > 0 || packId !== undefined || reasonClass !== undefined || notSeen;
}

/** The accounts of a filter, by windows. */
export function useStatusRows({ search, states, packId, reasonClass, notSeen }: StatusFilter) {
  const input = {
    search: useDeferredValue(search),
    states: [...states],
    ...(packId !== undefined && { packId }),
    ...(reasonClass !== undefined && { reasonClasses: [reasonClass] }),
    ...(notSeen && { notSeen }),
  };
  return useWindowedRows({
    queryKey: orpc.statuses.list.key({ input }),
    load: (window, signal) => client.statuses.list({ ...input, ...window }, { signal }),
  });
}

export type StatusRows = ReturnType<typeof useStatusRows>;
