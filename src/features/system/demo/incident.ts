import { LogId, type PackId } from '../../../contract/ids.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import type { Core } from '../../core.ts';
import { burstsOf, knownAccounts, MISUSED, ZONE } from './hosted.ts';
import { mailLog } from './mail-log.rules.ts';
import { result, type Story } from './story.ts';

/** The log that was kept: a day and a half, up to some hours ago. */
const LOG_HOURS = 36;
const ENDED_HOURS_AGO = 4;

/** A night in which one account was misused: the mail log of the server, read, and what it says of whom to ask first. */
export async function incident(core: Core, { features, call, files, codec }: Story, packId: PackId): Promise<void> {
  const now = core.clock.now();
  const accounts = await knownAccounts(core, packId, 0);
  const stopped = await lastStopped(core, packId);
  if (stopped === null) return;
  const to = Math.floor(now / HOUR_MS) * HOUR_MS - ENDED_HOURS_AGO * HOUR_MS;
  const misused = { ...stopped, from: stopped.stoppedAt - 3.6 * HOUR_MS, until: stopped.stoppedAt + HOUR_MS / 3 };
  const bursts = burstsOf(accounts, now).filter(({ place }) => place !== MISUSED);
  const text = mailLog({ accounts, bursts, from: to - (LOG_HOURS - ENDED_HOURS_AGO) * HOUR_MS, to, zone: ZONE, misused });
  const { ref } = await files.put('exim_mainlog', 'text/plain', codec.encodeUtf8(text));
  const log = await result(features.logs.scan({ files: [ref], packId, format: 'exim', zone: ZONE }, call));
  const logIds = [LogId.parse(log.id)];
  const { at } = await features.culprits.moment({ logIds, packId }, call);
  await result(features.culprits.judge({ at, windowMinutes: 24 * 60, logIds, packId }, call));
}

/** The account whose outgoing mail the panel showed as stopped last. */
async function lastStopped(core: Core, packId: string): Promise<{ readonly login: string; readonly domain: string; readonly stoppedAt: number } | null> {
  const row = await core.db.read
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('state', '=', 'mail_suspended')
    .orderBy('state_at', 'desc')
    .limit(1)
    .select(['login', 'domain', 'state_at'])
    .executeTakeFirst();
  return row === undefined ? null : { login: row.login, domain: row.domain, stoppedAt: row.state_at };
}
