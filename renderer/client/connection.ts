import { create } from 'zustand';

/** `open`: the core answers; `lost`: it does not at the moment; `refused`: this tab is not, or no longer, signed in. */
type ConnectionState = 'open' | 'lost' | 'refused';

/** How the page stands with the core. */
export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'open' }));

function enter(state: ConnectionState): void {
  useConnection.setState((now) => (now.state === 'refused' ? now : { state }));
}

/** Transports report here. A refusal stays until the page is opened again. */
export const connection = {
  opened: () => enter('open'),
  lost: () => enter('lost'),
  refused: () => enter('refused'),
};
