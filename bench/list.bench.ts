import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { type RunningServer, startServer } from '../test/e2e/support/server.ts';
import { report } from './measure.ts';

const MANY = Number(process.argv[2] ?? 100_000);
const FEW = 200;
const ROW_HEIGHT = 56;
const SCROLL_MS = 3000;
const SEARCHES = 7;

const Scroll = z.object({ frames: z.number(), ms: z.number(), longestMs: z.number(), bare: z.number() });
type Scroll = z.infer<typeof Scroll>;

/** A server that holds `clients` clients, imported as a user imports them. */
async function serverWith(clients: number): Promise<RunningServer> {
  const server = await startServer();
  await server.client.settings.update({ language: 'en', onboarding: 'done' });
  const { packs } = await server.client.hosts.create({ name: 'Northhost', presetId: 'neutral', packName: 'Reseller 50' });
  const [pack] = packs;
  if (pack === undefined) throw new Error('A host without a pack');
  const rows = Array.from({ length: clients }, (_, index) => `Lefèvre & Co ${index};a${index}@s.example;d${index}.fr`);
  const preview = server.client.imports.preview({
    source: { text: ['company;email;domain', ...rows].join('\n') },
    options: { packId: pack.id, language: 'en' },
  });
  for await (const event of await preview) {
    if (event.kind === 'done') for await (const _ of await server.client.imports.apply({ previewId: event.result.previewId }));
  }
  const { total } = await server.client.clients.list({ limit: 1 });
  if (total !== clients) throw new Error(`${total} clients instead of ${clients}`);
  return server;
}

/** Scrolls the list by `step` pixels a frame and watches every frame; `bare` counts those that show a row not loaded yet. */
const scrollScript = (step: number): string => `new Promise((resolve) => {
  const grid = document.querySelector('[role=grid]');
  grid.scrollTop = 0;
  let frames = 0, longestMs = 0, bare = 0, first, last;
  const tick = (now) => {
    first ??= now;
    if (last !== undefined) { frames += 1; longestMs = Math.max(longestMs, now - last); }
    last = now;
    if (grid.querySelector('.skeleton') !== null) bare += 1;
    if (now - first >= ${SCROLL_MS}) return resolve({ frames, ms: now - first, longestMs, bare });
    grid.scrollTop += ${step};
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})`;

/** From the key that ends `typed` to the frame that shows its first row. */
const latencyScript = (name: string): string => `new Promise((resolve) => {
  const shown = () => document.querySelector('[role=grid] .grid-body [role=row] .grid-two-lines > :first-child')?.textContent === ${JSON.stringify(name)};
  addEventListener('keydown', ({ timeStamp }) => {
    const look = (now) => shown() ? resolve(now - timeStamp) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, { once: true, capture: true });
})`;

/** Frames the screen would have shown, less those it did, of the former in percent. */
function droppedPercent({ frames, ms }: Scroll, frameMs: number): number {
  return Math.round(Math.max(0, 1 - (frames * frameMs) / ms) * 1000) / 10;
}

async function frameMs(page: Page): Promise<number> {
  const idle = Scroll.parse(await page.evaluate(scrollScript(0)));
  return idle.ms / idle.frames;
}

async function latencies(page: Page, clients: number): Promise<number[]> {
  const search = page.getByRole('searchbox');
  const found: number[] = [];
  for (let run = 0; run < SEARCHES; run++) {
    const number = String(Math.floor(clients / 2) + run * 7);
    await search.fill(`co ${number.slice(0, -1)}`);
    await page.waitForTimeout(400);
    const latency = page.evaluate(latencyScript(`Lefèvre & Co ${number}`));
    await page.waitForTimeout(50);
    await search.press(number.slice(-1));
    found.push(z.number().parse(await latency));
  }
  await search.fill('');
  return found.sort((a, b) => a - b);
}

interface Measured {
  readonly clients: number;
  readonly frameMs: number;
  readonly scroll: Scroll;
  /** Through the whole list in the same time. */
  readonly fling: Scroll;
  readonly latencyMs: readonly number[];
}

async function measureList(browser: Browser, clients: number): Promise<Measured> {
  const server = await serverWith(clients);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(await server.link());
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.goto(`${server.origin}/#/clients`);
  await page.getByText(`Lefèvre & Co 0`, { exact: true }).waitFor();
  const frame = await frameMs(page);
  const scroll = Scroll.parse(await page.evaluate(scrollScript(ROW_HEIGHT)));
  const fling = Scroll.parse(await page.evaluate(scrollScript(Math.ceil((clients * ROW_HEIGHT * frame) / SCROLL_MS))));
  const latencyMs = await latencies(page, clients);
  await page.close();
  await server.close();
  return { clients, frameMs: frame, scroll, fling, latencyMs };
}

function median(sorted: readonly number[]): number {
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

const asRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: asRoot ? ['--no-sandbox'] : [] });
const few = await measureList(browser, FEW);
const many = await measureList(browser, MANY);
await browser.close();
report(
  'list',
  {
    clients: MANY,
    droppedPercent: droppedPercent(many.scroll, many.frameMs),
    droppedPercentOfFew: droppedPercent(few.scroll, few.frameMs),
    frameRatioToFew: Math.round((many.scroll.frames / few.scroll.frames) * 100) / 100,
    flingDroppedPercent: droppedPercent(many.fling, many.frameMs),
    filterMs: median(many.latencyMs),
    filterMsOfFew: median(few.latencyMs),
    filterRatioToFew: Math.round((median(many.latencyMs) / median(few.latencyMs)) * 100) / 100,
  },
  { few, many },
);
