import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import type { ExplanationDesk } from './desk.ts';
import { takeOut, withdrawRound } from './reminders.ts';
import { forgetSaid, updateRound, writeSaid } from './rounds.repo.ts';
import { tellRound } from './steps.ts';
import { type RoundView, standing, viewOf } from './view.ts';

type Own = Handlers<Contract['explanations']>;

/** A person says how a question or an objection stands; null takes it back. Throws `explanation_not_found`, `explanation_wrong_state`. */
export async function mark(core: Core, { id, as }: Parameters<Own['mark']>[0]): Promise<void> {
  await core.db.write(async (tx) => {
    const { state } = await viewOf(core, tx, id);
    if (state !== 'answered') throw fail('explanation_wrong_state', {});
    const by = { author: await readAuthor(core, tx), at: core.clock.now() };
    if ('question' in as) await (as.mark === null ? forgetSaid(tx, id, as) : writeSaid(tx, id, { question: as.question, mark: as.mark, ...by }));
    else await (as.stands === null ? forgetSaid(tx, id, as) : writeSaid(tx, id, { objection: as.objection, stands: as.stands, ...by }));
  });
  core.changed('incidents');
}

/** Keeps what the reseller decides, and confirms the list as it stands. Throws `explanation_not_found`, `explanation_wrong_state`, `reason_missing`. */
export async function decide(desk: ExplanationDesk, { id, verdict, note }: Parameters<Own['decide']>[0]): Promise<void> {
  const { core } = desk;
  await core.db.write(async (tx) => {
    const view = await viewOf(core, tx, id);
    const answered = standing(view.answers).length > 0;
    if (verdict === 'no_answer' ? view.state !== 'asked' || !view.left : view.state !== 'answered') throw fail('explanation_wrong_state', {});
    if (verdict === 'sufficient' && answered && !view.list.sufficient && note === '') throw fail('reason_missing', {});
    const by = { at: core.clock.now(), by: await readAuthor(core, tx) };
    if (answered) await confirm(tx, view, { at: by.at, author: by.by });
    await updateRound(tx, id, { verdict: { verdict, note, ...by } });
    await takeOut(desk, tx, { explanationId: id, because: 'round_over' });
    await tellRound(core, tx, { round: view.stored, event: verdict, reason: note });
  });
  core.changed('incidents', 'outbox');
}

/** Whoever decides has read the list: what was only proposed is his word now. */
async function confirm(tx: WriteDb, { stored, list }: RoundView, by: { readonly at: number; readonly author: string }): Promise<void> {
  for (const { question, mark, author, asked } of list.questions) if (asked && author === null) await writeSaid(tx, stored.id, { question, mark, ...by });
  for (const { objection, stands, proposed, author } of list.objections) {
    if (proposed && author === null) await writeSaid(tx, stored.id, { objection, stands, ...by });
  }
}

/** Takes a verdict back. Throws `explanation_not_found`, and `explanation_wrong_state` for one that a later round was built on. */
export async function undecide({ core }: ExplanationDesk, { id, reason }: Parameters<Own['undecide']>[0]): Promise<void> {
  await core.db.write(async (tx) => {
    const { state, stored, last } = await viewOf(core, tx, id);
    if (state !== 'decided' || !last) throw fail('explanation_wrong_state', {});
    await updateRound(tx, id, { verdict: null });
    await tellRound(core, tx, { round: stored, event: 'undecided', reason });
  });
  core.changed('incidents');
}

/** Ends a round that was asked by mistake. Throws `explanation_not_found`, and `explanation_wrong_state` for one that was answered or decided. */
export async function withdraw(desk: ExplanationDesk, { id, reason }: Parameters<Own['withdraw']>[0]): Promise<void> {
  const { core } = desk;
  await core.db.write(async (tx) => {
    const { state, stored } = await viewOf(core, tx, id);
    if (state !== 'asked' && state !== 'unsent') throw fail('explanation_wrong_state', {});
    await withdrawRound(desk, tx, id);
    await tellRound(core, tx, { round: stored, event: 'withdrawn', reason });
  });
  core.changed('incidents', 'outbox');
}
