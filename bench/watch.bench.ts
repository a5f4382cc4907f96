import { Resolver } from 'node:dns/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { nodeDns } from '../src/adapters/dns.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { createBlockLists } from '../src/features/blocklists/index.ts';
import { GENTLE } from '../src/features/blocklists/lane.ts';
import { clientsHandlers } from '../src/features/clients/index.ts';
import { openTestCore } from '../test/support/core.ts';
import { startDnsServer } from '../test/support/dns-server.ts';
import { makePack } from '../test/support/hosted.ts';
import { measure, ratio, report, startLap } from './measure.ts';

/** Thousands of domains at three lists, as the catalogue has them. */
const DOMAINS = Number(process.argv[2] ?? 5000);
const RUNS = Number(process.argv[3] ?? 3);
/** Domains that are asked about at the pace of the program itself. */
const PACED = 200;
const LISTS = 3;
const CALL = { signal: undefined };

const domains = Array.from({ length: DOMAINS }, (_, index) => `client${index}.example`);
const zones = Array.from({ length: LISTS }, (_, index) => `dbl${index}.example`);
// Each hundredth domain is on every list.
const listed = new Set(domains.filter((_, index) => index % 100 === 0).flatMap((domain) => zones.map((zone) => `${domain}.${zone}`)));
const server = await startDnsServer((name, type) => {
  const isThere = listed.has(name) || zones.some((zone) => name === `test.${zone}`);
  return isThere ? { values: [type === 'TXT' ? 'See https://dbl.example/' : '127.0.0.2'] } : { rcode: 'nxdomain' };
});

/** The same questions by nothing but the resolver, as many at a time at each list, answers thrown away. */
async function bareLoop(): Promise<undefined> {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  resolver.setServers([server.address]);
  const lane = async (zone: string): Promise<void> => {
    let next = 0;
    const walk = async (): Promise<void> => {
      for (let domain = domains[next++]; domain !== undefined; domain = domains[next++]) {
        const found = await resolver.resolve4(`${domain}.${zone}`).catch(() => null);
        if (found !== null) await resolver.resolveTxt(`${domain}.${zone}`).catch(() => null);
      }
    };
    await Promise.all(Array.from({ length: GENTLE.parallel }, walk));
  };
  await Promise.all(zones.map(lane));
  return undefined;
}

const test = openTestCore({ dns: nodeDns });
const packId = await makePack(test);
const clients = clientsHandlers(test.core);
const PER_CLIENT = 50;
for (let at = 0; at < DOMAINS; at += PER_CLIENT) {
  const [mainDomain = '', ...otherDomains] = domains.slice(at, at + PER_CLIENT);
  const account = { packId, login: '', mainDomain, otherDomains, plan: '', orderedOn: null, status: 'active' as const };
  const contacts = [{ role: 'owner' as const, email: `owner@${mainDomain}` }];
  await clients.create({ number: String(at), company: mainDomain, language: 'en', note: '', timeZone: '', contacts, accounts: [account] }, CALL);
}
let progress = 0;
const open = async (gapMs: number) => {
  const lists = createBlockLists({ ...test.core, clock: systemClock }, async () => {}, { parallel: GENTLE.parallel, gapMs });
  const check = async (subjects?: string[]): Promise<undefined> => {
    progress = 0;
    for await (const { kind } of lists.handlers.check({ subjects }, CALL)) if (kind === 'progress') progress += 1;
    return undefined;
  };
  return { ...lists, check };
};
const atOnce = await open(0);
const { handlers } = atOnce;
await handlers.agree({ agreed: true }, CALL);
await handlers.setSettings({ servers: [server.address], timeoutSeconds: 5, domains: true, watch: false }, CALL);
for (const { id, enabled } of await handlers.catalogue({}, CALL)) if (enabled) await handlers.setList({ id, enabled: false }, CALL);
for (const zone of zones) await handlers.addList({ name: zone, zone, subjects: ['domain'], link: '' }, CALL);

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const ours = await measure(RUNS, () => atOnce.check());
delay.disable();
const bare = await measure(RUNS, bareLoop);
const { lastRun } = await handlers.overview({}, CALL);
const reading = await measure(RUNS, async () => {
  await handlers.overview({}, CALL);
  await handlers.domains({ offset: 0, limit: 100, search: '', show: 'all' }, CALL);
  return undefined;
});

// The pace itself: no faster than one question in so many milliseconds at each list, which run side by side.
const paced = await open(GENTLE.gapMs);
const lap = startLap();
await paced.check(domains.slice(0, PACED));
const { wallMs } = lap();
const leave = new AbortController();
const cancelled = startLap();
const stream = paced.handlers.check({}, { signal: leave.signal });
await stream.next();
setTimeout(() => leave.abort(), 500);
await (async () => {
  for await (const _ of stream);
})().catch(() => undefined);
const cancelMs = Math.round(cancelled().wallMs - 500);
await server.close();
await test.close();

const round = (value: number): number => Math.round(value * 100) / 100;
report(
  'watch',
  {
    domains: DOMAINS,
    lists: LISTS,
    ratioToBare: ratio(ours, bare),
    wallToBare: round(ours.wallMs.median / bare.wallMs.median),
    paceToLimit: round(wallMs / (PACED * GENTLE.gapMs)),
    minutesAtThatPace: round((DOMAINS * GENTLE.gapMs) / 60_000),
    cancelMs,
    longestPauseMs: Math.round(delay.max / 1e6),
    readMs: reading.wallMs.median,
    counts: lastRun?.counts,
  },
  { ours, bare, steps: progress },
);
