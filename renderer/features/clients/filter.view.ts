import { create } from 'zustand';
import type { Told } from '../../../src/contract/clients.ts';
import type { HostId } from '../../../src/contract/ids.ts';

interface ClientFilterView {
  readonly search: string;
  readonly told: readonly Told[];
  /** Null = every host. */
  readonly hostId: HostId | null;
  setSearch(search: string): void;
  setTold(told: readonly Told[]): void;
  setHost(hostId: HostId | null): void;
  clear(): void;
}

/** What the list of clients is narrowed to; kept while the reseller looks at a card and comes back. */
export const useClientFilter = create<ClientFilterView>()((set) => ({
  search: '',
  told: [],
  hostId: null,
  setSearch: (search) => set({ search }),
  setTold: (told) => set({ told }),
  setHost: (hostId) => set({ hostId }),
  clear: () => set({ search: '', told: [], hostId: null }),
}));
