import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostedState as States } from '../../contract/hosted.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn, startOfDay } from '../../shared/calendar.ts';
import type { HostedState } from '../../shared/panels.ts';
import { singleLine } from '../../shared/text.ts';
import { judgeAlerts } from '../alerts/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { insertFlip } from './flip.repo.ts';
import { checkPack } from './history.repo.ts';
import { findHosted } from './hosted.repo.ts';
import { lastPackFlips } from './pack-state.repo.ts';
import { classifyReason } from './reason.rules.ts';
import type { AccountState } from './state.rules.ts';
import { markStateSeen, putState } from './take.repo.ts';

type SetByHand = Handlers<Contract['statuses']>['setByHand'];

interface Said extends AccountState {
  readonly at: number;
  readonly author: string;
}

/** What a person knows and no panel says. It holds until the panel says otherwise. Throws `hosted_not_found`, `pack_not_found`, `date_in_future`. */
export async function setByHand(core: Core, { hostedId, packId, state, reason, sinceOn }: Parameters<SetByHand>[0]): ReturnType<SetByHand> {
  const at = core.clock.now();
  const zone = core.clock.timeZone();
  if (sinceOn !== null && sinceOn > dateIn(at, zone)) throw fail('date_in_future', {});
  await core.db.write(async (tx) => {
    const said: Said = { ...stateSaid(state, reason), hostSince: sinceOn === null ? null : startOfDay(sinceOn, zone), at, author: await readAuthor(core, tx) };
    const concerned = hostedId === undefined ? packId : await setAccount(tx, hostedId, said);
    if (packId !== undefined) await setPack(tx, packId, said);
    if (concerned !== undefined) await judgeAlerts(core, tx, { packId: concerned, at });
  });
  core.changed('statuses', 'usage', 'alerts', 'clients');
  return {};
}

function stateSaid(state: HostedState, reason: string): Omit<AccountState, 'hostSince'> {
  const words = singleLine(reason);
  return { state, reason: words, reasonClass: classifyReason(words), lifter: state === 'locked' || state === 'pack_suspended' ? 'host' : 'unknown' };
}

/** Returns its pack. */
async function setAccount(tx: WriteDb, id: number, said: Said): Promise<string> {
  const known = await findHosted(tx, id);
  const from = States.parse(known.state);
  // A change is news also where only a person saw it: until then it was known to be otherwise.
  const after = from === 'unknown' || from === said.state ? null : known.state_seen_at;
  await putState(tx, id, { ...said, after, origin: 'hand' });
  await markStateSeen(tx, [id], { at: said.at, origin: 'hand' });
  await insertFlip(tx, { ...said, packId: known.pack_id, hostedId: id, from, after, origin: 'hand' });
  return known.pack_id;
}

async function setPack(tx: WriteDb, packId: string, said: Said): Promise<void> {
  await checkPack(tx, packId);
  const last = (await lastPackFlips(tx, packId)).get(packId);
  await insertFlip(tx, { ...said, packId, hostedId: null, from: last?.to_state ?? null, after: null, origin: 'hand', because: 'by_hand' });
}
