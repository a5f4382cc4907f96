import { Resolver } from 'node:dns/promises';
import { nodeDns } from '../src/adapters/dns.ts';
import { createBlockLists } from '../src/features/blocklists/index.ts';
import { reverseLabels } from '../src/shared/ip.ts';
import { openTestCore } from '../test/support/core.ts';
import { startDnsServer } from '../test/support/dns-server.ts';
import { measure, report } from './measure.ts';

const ADDRESSES = Number(process.argv[2] ?? 200);
const LISTS = Number(process.argv[3] ?? 12);
const RUNS = Number(process.argv[4] ?? 7);
const CALL = { signal: undefined };
/** As long as an answer from elsewhere takes at best. */
const ANSWER_MS = 5;

const ips = Array.from({ length: ADDRESSES }, (_, index) => `198.51.${Math.floor(index / 250)}.${(index % 250) + 1}`);
const zones = Array.from({ length: LISTS }, (_, index) => `bl${index}.example`);
// Each tenth address is on every list.
const listed = new Set(ips.filter((_, index) => index % 10 === 0).flatMap((text) => zones.map((zone) => `${reverseLabels({ family: 4, text })}.${zone}`)));
const server = await startDnsServer((name, type) => {
  const isThere = listed.has(name) || name.startsWith('2.0.0.127.');
  return { ...(isThere ? { values: [type === 'TXT' ? 'See https://bl.example/' : '127.0.0.2'] } : { rcode: 'nxdomain' }), delayMs: ANSWER_MS };
});

/** The same questions by nothing but the resolver, four at a time at each list, answers thrown away. */
async function bareLoop(): Promise<void> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([server.address]);
  const lane = async (zone: string): Promise<void> => {
    const waiting = [...ips];
    const walk = async (): Promise<void> => {
      for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
        const name = `${reverseLabels({ family: 4, text })}.${zone}`;
        const found = await resolver.resolve4(name).catch(() => null);
        if (found !== null) await resolver.resolveTxt(name).catch(() => null);
      }
    };
    await Promise.all(Array.from({ length: 4 }, walk));
  };
  await Promise.all(zones.map(lane));
}

const test = openTestCore({ dns: nodeDns });
const { handlers } = createBlockLists(test.core, async () => {}, { parallel: 4, gapMs: 0 });
await handlers.agree({ agreed: true }, CALL);
await handlers.setSettings({ servers: [server.address], watch: false }, CALL);
for (const { id, enabled } of await handlers.catalogue({}, CALL)) if (enabled) await handlers.setList({ id, enabled: false }, CALL);
for (const zone of zones) await handlers.addList({ name: zone, zone, subjects: ['ip4'], link: '' }, CALL);
await handlers.addIps({ ips, packId: null, holder: 'host', shared: true, note: '' }, CALL);

const ours = await measure(RUNS, async () => {
  for await (const _ of handlers.check({}, CALL));
  return undefined;
});
const bare = await measure(RUNS, async () => {
  await bareLoop();
  return undefined;
});
const { lastRun } = await handlers.overview({}, CALL);
await server.close();
await test.close();

// By the clock: most of the time goes into waiting for answers, of which ours must not add any.
const wallToBare = Math.round((ours.wallMs.median / bare.wallMs.median) * 100) / 100;
report('blocklists', { addresses: ADDRESSES, lists: LISTS, wallToBare, counts: lastRun?.counts }, { ours, bare, answerMs: ANSWER_MS });
