import { afterEach } from 'vitest';
import type { Connector, PanelMessage, PanelUsage } from '../../src/connectors/connector.ts';
import { directadmin } from '../../src/connectors/directadmin/index.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import type { Capability, Need } from '../../src/shared/panels.ts';
import { all, type Stage, stage } from './stage.ts';
import { fixture } from './stand-ins/canned.ts';
import { type DirectAdminTricks, directadminDialect, userOf } from './stand-ins/directadmin.ts';
import type { Reply } from './stand-ins/stand-in.ts';
import { smallWorld, TODAY, type World } from './stand-ins/world.ts';

export const USAGE = '/api/users/{username}/usage';
export const LOG = '/api/email-logs/user';
export const TABLE = 'CMD_USER_SHOW';
export const CONFIG = 'CMD_API_SHOW_USER_CONFIG';
export const ALL_USAGE = 'CMD_API_ALL_USER_USAGE';
/** What the panel shows in place of an answer. */
export const LOGIN_PAGE = '<html><head><title>DirectAdmin Login</title></head><body><form action="/CMD_LOGIN" method="POST"></form></body></html>';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { standIn } of stages.splice(0)) await standIn.close();
});

/** A server with ways of its own. */
export async function tricky(tricks: DirectAdminTricks = {}, world: World = smallWorld()): Promise<Stage> {
  const now = await stage({ kind: directadmin, dialect: () => directadminDialect(tricks) }, world);
  stages.push(now);
  return now;
}

/** A server that answers these calls with what was recorded, or with a text. */
export async function recorded(bodies: Readonly<Record<string, string>>): Promise<Stage> {
  return await tricky({ instead: Object.fromEntries(Object.entries(bodies).map(([call, body]): [string, Reply] => [call, { body }])) });
}

/** A recorded answer. */
export const answered = (name: string): string => fixture(`directadmin/${name}`);

/** As whom each request came: the user name of its login. */
export function namesOf({ standIn }: Stage): readonly string[] {
  return standIn.requests().map(({ headers }) => userOf(headers.authorization));
}

/** What a probe finds of one need. */
export async function givenOf(connector: Connector, need: Need): Promise<Capability | undefined> {
  return (await connector.probe(undefined)).capabilities.find((one) => one.need === need);
}

/** The counters of these users. */
export async function usageFor({ usage }: Connector, logins: readonly string[]): Promise<PanelUsage[]> {
  if (usage?.kind !== 'today') throw new Error('DirectAdmin has a counter of today');
  return await all(usage.read(logins, undefined));
}

/** The log of one client; without a window, of yesterday. */
export async function logOf({ messages }: Connector, login: string, window = { from: TODAY - DAY_MS, to: TODAY }): Promise<PanelMessage[]> {
  if (messages === null) throw new Error('DirectAdmin has a log');
  return await all(messages({ login, window, outcomes: [] }, undefined));
}
