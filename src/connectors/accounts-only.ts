import type { Capability } from '../shared/panels.ts';
import type { Connector, PanelAccess, PanelAccount, Probe } from './connector.ts';

interface Parts<Calls> {
  readonly capabilities: readonly Capability[];
  probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe>;
  readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void>;
}

/** How a panel is connected that is asked for its accounts alone: it counts no messages and writes no warnings. */
export function accountsOnly<Calls>(MakeCalls: new (access: PanelAccess) => Calls, { capabilities, probe, readAccounts }: Parts<Calls>) {
  return (access: PanelAccess): Connector => {
    const calls = new MakeCalls(access);
    return {
      capabilities: () => capabilities,
      probe: (signal) => probe(calls, signal),
      accounts: (signal) => readAccounts(calls, signal),
      usage: null,
      messages: null,
      warnings: null,
    };
  };
}
