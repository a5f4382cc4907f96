import type { AlertKind } from '../../contract/alerts.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { changedLimitSigns } from './changed-limits.ts';
import { type OpenEpisode, type Sign, type Step, stepsOf } from './episode.rules.ts';
import { judgedAt, markJudged, openEpisodes, writeSteps } from './episodes.repo.ts';
import { figuresReadAt } from './figures.repo.ts';
import { FIGURE_KINDS, findInFigures } from './figures.ts';
import { flagWindows } from './flagged.repo.ts';
import { readPackStopped } from './flips.repo.ts';
import { freezePack } from './frozen.repo.ts';
import type { Ground } from './ground.ts';
import { listedSigns } from './listed.ts';
import { readHosted, readPack } from './pack.repo.ts';
import { readAlertSettings } from './settings.repo.ts';
import { findSpikes } from './spikes.ts';
import { connectionSign, packSign, severalSign, stateSigns } from './states.ts';
import { warningSigns } from './warnings.ts';

/** What judging needs of the core. */
export type Judging = Pick<Core, 'clock' | 'ids' | 'logger'>;

/** Judges what is known of a pack, after a pull or a report, in the transaction given. Returns how many alerts it opened. */
export async function judgeAlerts(core: Judging, tx: WriteDb, { packId, at }: { readonly packId: string; readonly at: number }): Promise<{ opened: number }> {
  const pack = await readPack(core, tx, packId);
  if (pack === null) return { opened: 0 };
  const ground: Ground = {
    db: tx,
    pack,
    hosted: await readHosted(tx, packId),
    settings: await readAlertSettings(core.logger, tx),
    episodes: await openEpisodes(tx, packId),
    at,
    today: dateIn(at, core.clock.timeZone()),
    judged: await judgedAt(tx, packId),
  };
  const writing = { packId, at, frozen: () => freezePack(tx, packId, at) };
  const first = await writeSteps(core, tx, { steps: await firstSteps(tx, ground), writing });
  // How many have bad signs is known when the others are settled.
  const several = await writeSteps(core, tx, { steps: await severalSteps(tx, ground), writing });
  await markJudged(tx, packId, at);
  return { opened: first + several };
}

async function firstSteps(tx: WriteDb, ground: Ground): Promise<Step[]> {
  const { episodes, pack, at, judged } = ground;
  const spikes = await findSpikes(ground);
  await flagWindows(tx, spikes.flags, at);
  const figures = [...spikes.signs, ...(await findInFigures(ground))];
  const events = [...(await warningSigns(tx, ground)), ...(await changedLimitSigns(tx, ground))];
  const read = (await figuresReadAt(tx, pack.packId)) >= judged || spikes.signs.length > 0;
  const states = await stateSteps(ground);
  const lists = stepsOf(
    episodes.filter(({ kind }) => LISTS.includes(kind)),
    await listedSigns(ground),
    at,
  );
  const other = episodes.filter(({ kind }) => FIGURE_KINDS.includes(kind) || EVENTS.includes(kind));
  return [...states, ...lists, ...stepsOf(other, [...figures, ...events], at).filter((step) => read || !endsFigures(step, episodes))];
}

/** Block lists are asked apart from panels: what they say begins and ends whether or not a panel was read. */
const LISTS: readonly AlertKind[] = ['listed'];
const EVENTS: readonly AlertKind[] = ['warned', 'limit_changed'];
const STATES: readonly AlertKind[] = ['state', 'pack_suspended', 'connection_lost'];

/** While no figures are read, nothing is known to have ended in them. */
function endsFigures(step: Step, episodes: readonly OpenEpisode[]): boolean {
  if (step.kind !== 'quiet' && step.kind !== 'close') return false;
  return episodes.some(({ id, kind }) => id === step.id && FIGURE_KINDS.includes(kind));
}

/** A stopped pack takes in what would be said of its accounts; what was said of them before it stays as it is. */
async function stateSteps(ground: Ground): Promise<Step[]> {
  const { episodes, at } = ground;
  const stopped = await readPackStopped(ground.db, ground.pack.packId);
  const connection = connectionSign(ground);
  const kinds = (wanted: readonly AlertKind[]): readonly OpenEpisode[] => episodes.filter(({ kind }) => wanted.includes(kind));
  if (stopped === null) return stepsOf(kinds(STATES), [...stateSigns(ground), ...(connection === null ? [] : [connection])], at);
  const folded = kinds(['state']).filter(({ openedAt }) => openedAt >= (stopped.after ?? stopped.at));
  const signs: Sign[] = [packSign(ground, stopped)];
  // That the login is refused is how it was noticed.
  if (connection !== null && stopped.because !== 'login_refused') signs.push(connection);
  return stepsOf([...kinds(['pack_suspended', 'connection_lost']), ...folded], signs, at);
}

async function severalSteps(tx: WriteDb, ground: Ground): Promise<Step[]> {
  const episodes = await openEpisodes(tx, ground.pack.packId);
  const stopped = episodes.some(({ kind }) => kind === 'pack_suspended');
  const sign = stopped ? null : severalSign(ground, episodes);
  return stepsOf(
    episodes.filter(({ kind }) => kind === 'several_bad'),
    sign === null ? [] : [sign],
    ground.at,
  );
}
