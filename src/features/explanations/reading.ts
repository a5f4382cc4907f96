import type { RoundAnswer } from '../../contract/explanations.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { findHost } from '../hosts/index.ts';
import { findCase, readAnswer } from '../incidents/index.ts';
import { answersOf } from './answers.repo.ts';
import { type StoredRound, updateRound } from './rounds.repo.ts';
import { standing } from './view.ts';

/** From which age contacts are old where the reseller set no limit of his own (policy 5.5). */
const OLD_MONTHS = 36;

/** Reads what stands of the answers of a round anew, and keeps what that proposes. */
export async function readRound(core: Core, tx: WriteDb, round: StoredRound): Promise<void> {
  const answers = standing(await answersOf(tx, round.id));
  if (answers.length === 0) {
    await updateRound(tx, round.id, { reading: null });
    return;
  }
  const { questions, objections } = readAnswer(wordsOf(answers), {
    today: dateIn(core.clock.now(), core.clock.timeZone()),
    files: answers.some(({ files }) => files.length > 0),
    limitMonths: await limitMonths(core, tx, round.incidentId),
  });
  await updateRound(tx, round.id, { reading: { questions: [...questions], objections: [...objections] } });
}

/** What is judged: what the writers wrote themselves, one answer after the other. */
export function wordsOf(answers: readonly RoundAnswer[]): string {
  return answers.map(({ ownWords }) => ownWords).join('\n\n');
}

async function limitMonths(core: Core, db: ReadDb, incidentId: string): Promise<number> {
  const { hostId } = (await findCase(core, db, incidentId)).stored;
  return (await findHost(db, hostId)).own.maxSilenceMonths ?? OLD_MONTHS;
}
