import { afterEach } from 'vitest';
import { whm } from '../../src/connectors/whm/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { type Stage, stage } from './stage.ts';
import { canned, fixture } from './stand-ins/canned.ts';
import type { Reply } from './stand-ins/stand-in.ts';
import { type WhmTricks, whmDialect } from './stand-ins/whm.ts';
import { smallWorld, TODAY, type World } from './stand-ins/world.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

/** In the zone of the world. */
export const YESTERDAY = { from: TODAY - DAY_MS, to: TODAY };

/** A server that answers what was recorded. */
export async function recorded(replies: Readonly<Record<string, Reply | readonly Reply[]>>): Promise<Stage> {
  const now = await stage({ kind: whm, dialect: canned('whm', { call: ({ path }) => path.replace('/json-api/', ''), replies }) });
  stages.push(now);
  return now;
}

/** A server with ways of its own. */
export async function tricky(tricks: WhmTricks, world: World = smallWorld()): Promise<Stage> {
  const now = await stage({ kind: whm, dialect: () => whmDialect(tricks) }, world);
  stages.push(now);
  return now;
}

/** A recorded answer to give. */
export const body = (path: string): Reply => ({ body: fixture(`whm/${path}.json`) });
