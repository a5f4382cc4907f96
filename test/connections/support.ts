import { afterEach } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import type { ConnectorKind } from '../../src/connectors/connector.ts';
import type { Progress } from '../../src/contract/common.ts';
import { HostId, PackId } from '../../src/contract/ids.ts';
import { clientsHandlers } from '../../src/features/clients/index.ts';
import { type Connections, createConnections } from '../../src/features/connections/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { statusesHandlers } from '../../src/features/statuses/index.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { SecretStore } from '../../src/ports/secret-store.ts';
import type { PanelKind } from '../../src/shared/panels.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakePanel } from './fake-panel.ts';

export const CALL = { signal: undefined };

/** Secrets in memory. */
export function memorySecrets(kept = new Map<string, string>()): SecretStore {
  return {
    state: async (name) => (kept.has(name) ? 'set' : 'not_set'),
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
    clear: async (name) => void kept.delete(name),
  };
}

/** A core with connections on it, and the features they touch. */
export interface Bench {
  readonly opened: TestCore;
  readonly clock: FakeClock;
  readonly panel: FakePanel;
  readonly secrets: Map<string, string>;
  readonly connections: Connections;
  readonly of: Connections['handlers'];
  readonly clients: ReturnType<typeof clientsHandlers>;
  readonly hosts: ReturnType<typeof hostsHandlers>;
  readonly statuses: ReturnType<typeof statusesHandlers>;
  /** A host with one pack. */
  addPack(name?: string): Promise<PackId>;
  /** A connection to the fake panel. */
  connect(
    packId: PackId,
    changes?: { readonly address?: string; readonly login?: string; readonly secret?: string; readonly pin?: string | null; readonly zone?: string | null },
  ): Promise<void>;
}

const benches: Bench[] = [];
afterEach(async () => {
  for (const { connections, opened } of benches.splice(0)) {
    await connections.stop();
    await opened.close();
  }
});

/** Everything a test of connections needs; closed by itself. `kinds` in place of the fake panel, at another time. */
export function bench(given: Partial<Ports> = {}, kinds?: Record<PanelKind, ConnectorKind>, start?: number): Bench {
  const clock = new FakeClock(start);
  const secrets = new Map<string, string>();
  const opened = openTestCore({ texts: createTexts(), secrets: memorySecrets(secrets), ...given }, clock);
  const panel = new FakePanel();
  const connections = createConnections(opened.core, kinds ?? panel.kinds());
  const hosts = hostsHandlers(opened.core);
  const made: Bench = {
    ...{ opened, clock, panel, secrets, connections, hosts, of: connections.handlers },
    clients: clientsHandlers(opened.core),
    statuses: statusesHandlers(opened.core),
    addPack: async (name = 'Pack') => {
      const host = await hosts.create({ presetId: 'shared-fr-conditions', name: `Host of ${name}`, packName: name }, CALL);
      HostId.parse(host.id);
      return PackId.parse(host.packs[0]?.id);
    },
    connect: async (packId, changes = {}) => {
      const input = {
        packId,
        kind: 'whm' as const,
        address: 'panel.example',
        login: `user-${packId}`,
        secret: 'a-token-of-some-length',
        pin: null,
        zone: null,
      };
      await connections.handlers.save({ ...input, ...changes, packId }, CALL);
    },
  };
  benches.push(made);
  return made;
}

type Step<T> = { readonly kind: 'done'; readonly result: T } | Progress;

/** The end of a stream, and the phases on the way. */
export async function last<T>(stream: AsyncIterable<Step<T>>): Promise<{ result: T; phases: string[] }> {
  const phases: string[] = [];
  for await (const step of stream) {
    if (step.kind === 'done') return { result: step.result, phases };
    if (phases.at(-1) !== step.phase) phases.push(step.phase);
  }
  throw new Error('The stream ended without a result');
}
