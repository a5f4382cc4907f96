import type { PackId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';

/** What a person lets be done with a connection now: check it, read it. */
export function useWork(packId: PackId) {
  const probe = useStream(client.connections.probe);
  const pull = useStream(client.connections.pull);
  return {
    probe,
    pull,
    isRunning: probe.status === 'running' || pull.status === 'running',
    check: () => {
      pull.reset();
      void probe.run({ packId });
    },
    read: () => {
      probe.reset();
      void pull.run({ packId });
    },
  };
}

export type ConnectionWork = ReturnType<typeof useWork>;
