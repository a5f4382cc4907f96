import type { Explanation, RoundAnswer, RoundLetter, RoundState } from '../../contract/explanations.ts';
import { ClientId, ExplanationId, IncidentId, LetterId } from '../../contract/ids.ts';
import type { Letter } from '../../contract/letters.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn, daysBetween } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { hasLeft, NEEDED_QUESTIONS, reachedNobody } from '../incidents/index.ts';
import { lettersOf } from '../letters/index.ts';
import { readSettings } from '../settings/index.ts';
import { answersOf, offersOf } from './answers.repo.ts';
import { type Checklist, checklist } from './checklist.rules.ts';
import { findRound, roundLetters, roundsOf, type StoredRound, saidOf } from './rounds.repo.ts';

/** A round with what it came to. */
export interface RoundView {
  readonly stored: StoredRound;
  readonly answers: RoundAnswer[];
  readonly state: RoundState;
  /** The client may be said to have been asked. */
  readonly left: boolean;
  readonly list: Checklist;
  /** No later round of the client was asked. */
  readonly last: boolean;
}

/** The day it is where the reseller works. */
export const todayOf = ({ clock }: Core): string => dateIn(clock.now(), clock.timeZone());

/** Answers that count. */
export const standing = (answers: readonly RoundAnswer[]): RoundAnswer[] => answers.filter(({ takenBack }) => takenBack === null);

function stateOf(
  { withdrawnAt, verdict }: StoredRound,
  { answers, reached }: { readonly answers: readonly RoundAnswer[]; readonly reached: boolean },
): RoundState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (verdict !== null) return 'decided';
  if (standing(answers).length > 0) return 'answered';
  return reached ? 'asked' : 'unsent';
}

/** How the request of a round stands, by the letters of its case. */
async function requestOf(db: ReadDb, id: string, letters: ReadonlyMap<string, Letter>): Promise<Letter['state']> {
  const request = (await roundLetters(db, id)).find(({ purpose }) => purpose === 'request');
  return letters.get(request?.letterId ?? '')?.state ?? 'withdrawn';
}

const byId = (letters: readonly Letter[]): ReadonlyMap<string, Letter> => new Map(letters.map((letter) => [letter.id, letter]));

/** Rounds of a case in their order, each judged on top of the one before it of the same client. A round that was withdrawn adds nothing. */
export async function viewsOf(core: Core, db: ReadDb, incidentId: string): Promise<RoundView[]> {
  const views: RoundView[] = [];
  const { transport } = await readSettings(core, db);
  const letters = byId(await lettersOf(db, incidentId));
  const stored = await roundsOf(db, incidentId);
  for (const round of stored) {
    const answers = await answersOf(db, round.id);
    const own = views.filter((view) => view.stored.clientId === round.clientId);
    const before = own.findLast(({ state }) => state !== 'withdrawn')?.list ?? null;
    const said = await saidOf(db, round.id);
    const request = await requestOf(db, round.id, letters);
    views.push({
      stored: round,
      answers,
      state: stateOf(round, { answers, reached: !reachedNobody(request, transport) }),
      left: hasLeft(request, transport),
      list: checklist({ asked: round.asked, before, reading: round.reading, said }, NEEDED_QUESTIONS),
      last: !stored.some((other) => other.clientId === round.clientId && other.round > round.round),
    });
  }
  return views;
}

/** Throws `explanation_not_found`. */
export async function viewOf(core: Core, db: ReadDb, id: string): Promise<RoundView> {
  const { incidentId } = await findRound(db, id);
  const found = (await viewsOf(core, db, incidentId)).find(({ stored }) => stored.id === id);
  if (found === undefined) throw new Error('A round is lost between two questions');
  return found;
}

/** Rounds of a case as the contract shows them, newest first. */
export async function explanationsOf(core: Core, db: ReadDb, incidentId: string): Promise<Explanation[]> {
  const letters = byId(await lettersOf(db, incidentId));
  const offers = await offersOf(db, incidentId);
  const shown: Explanation[] = [];
  for (const view of await viewsOf(core, db, incidentId)) {
    const own = await roundLetters(db, view.stored.id);
    const offered = offers.filter(({ explanationId, dismissed }) => explanationId === view.stored.id && !dismissed).length;
    shown.push({ ...shownOf(core, view), letters: own.flatMap((letter) => letterOf(letter, letters.get(letter.letterId))), offered });
  }
  return shown.reverse();
}

function letterOf({ letterId, purpose, on }: Awaited<ReturnType<typeof roundLetters>>[number], letter: Letter | undefined): RoundLetter[] {
  return letter === undefined ? [] : [{ letterId: LetterId.parse(letterId), purpose, on, state: letter.state, sentAt: letter.sentAt }];
}

function shownOf(core: Core, { stored, answers, state, left, list, last }: RoundView): Omit<Explanation, 'letters' | 'offered'> {
  const daysLeft = daysBetween(todayOf(core), stored.deadlineOn);
  const { verdict } = stored;
  return {
    id: ExplanationId.parse(stored.id),
    incidentId: IncidentId.parse(stored.incidentId),
    clientId: ClientId.parse(stored.clientId),
    clientName: stored.clientName,
    round: stored.round,
    language: stored.language,
    state,
    askedAt: toIso(stored.askedAt),
    author: stored.askedBy,
    deadlineOn: stored.deadlineOn,
    daysLeft,
    asked: [...stored.asked],
    answers,
    questions: [...list.questions],
    objections: [...list.objections],
    open: [...list.open],
    proposed: standing(answers).length > 0 ? (list.sufficient ? 'sufficient' : 'insufficient') : left && daysLeft < 0 ? 'no_answer' : null,
    verdict: verdict === null ? null : { verdict: verdict.verdict, note: verdict.note, at: toIso(verdict.at), author: verdict.by },
    last,
  };
}
