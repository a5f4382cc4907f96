import { nodeDns } from '../../src/adapters/dns.ts';
import type { CheckRun } from '../../src/contract/blocklists.ts';
import { judgeAlerts } from '../../src/features/alerts/index.ts';
import { type BlockLists, createBlockLists } from '../../src/features/blocklists/index.ts';
import { result } from '../../src/features/system/demo/story.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { type DnsReply, type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memorySecrets } from '../support/sending.ts';

/** A call without a caller that leaves. */
export const CALL = { signal: undefined };

/** No waiting between questions: the clock of the test stands still. */
const AT_ONCE = { parallel: 4, gapMs: 0 };

export interface Scene {
  readonly test: TestCore;
  readonly server: DnsServer;
  readonly lists: BlockLists;
  readonly handlers: BlockLists['handlers'];
  /** The addresses the server knows by name, and texts by `TXT name`; a test may change them. */
  readonly names: Map<string, DnsReply>;
  /** Answers what is in no map; undefined = no such name. */
  fallback: (name: string) => DnsReply | undefined;
  check(subjects?: string[]): Promise<CheckRun>;
  close(): Promise<void>;
}

/** A workspace that agreed, whose only lists are those a test adds, on a name server of this machine. */
export async function openScene(clock = new FakeClock()): Promise<Scene> {
  const names = new Map<string, DnsReply>();
  const test = openTestCore({ dns: nodeDns, secrets: memorySecrets() }, clock);
  const lists = createBlockLists(
    test.core,
    async (packId) => {
      await test.core.db.write((tx) => judgeAlerts(test.core, tx, { packId, at: clock.now() }));
    },
    AT_ONCE,
  );
  const { handlers } = lists;
  const scene = { test, lists, handlers, names, fallback: (_: string): DnsReply | undefined => undefined };
  const server = await startDnsServer((name, type) => (type === 'TXT' ? names.get(`TXT ${name}`) : (names.get(name) ?? scene.fallback(name))));
  await handlers.agree({ agreed: true }, CALL);
  await handlers.setSettings({ servers: [server.address], timeoutSeconds: 1, domains: true, watch: false }, CALL);
  for (const { id, enabled } of await handlers.catalogue({}, CALL)) if (enabled) await handlers.setList({ id, enabled: false }, CALL);
  return Object.assign(scene, {
    server,
    check: (subjects?: string[]) => result(handlers.check({ subjects }, CALL)),
    close: async () => {
      await lists.stop();
      await server.close();
      await test.close();
    },
  });
}

/** A list of one's own whose test points are as they should be. */
export async function addList({ handlers, names }: Scene, zone: string, subjects: ('ip4' | 'ip6' | 'domain')[] = ['ip4']): Promise<string> {
  const { id } = await handlers.addList({ name: zone, zone, subjects, link: '' }, CALL);
  names.set(subjects.includes('ip4') ? `2.0.0.127.${zone}` : subjects.includes('ip6') ? `${V6_TEST}.${zone}` : `test.${zone}`, { values: ['127.0.0.2'] });
  return id;
}

const V6_TEST = '2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0';

/** What a list said of an address. */
export async function answerOf({ handlers }: Scene, subject: string, listId: string) {
  return await handlers.detail({ subject, listId }, CALL);
}
