import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { passOver } from './once.ts';
import type { Planner } from './planner.ts';
import { makeSchedule, type ScheduledPlan } from './schedule.ts';
import { changeWorkState, takeWriteLock } from './work-state.repo.ts';

type Own = Handlers<Contract['reminders']>;

/** Answers what is to become of late ones: they leave (all, or so many a day), or their periods are passed over. */
export async function answerCatchUp(core: Core, planner: Planner, input: Parameters<Own['answer']>[0]): ReturnType<Own['answer']> {
  const answered = await core.db.write(async (tx) => {
    await takeWriteLock(tx);
    const { plans, backlog, today, transport, now } = await makeSchedule(core, tx, { now: input.now === undefined ? core.clock.now() : Date.parse(input.now) });
    const { late } = backlog;
    if (input.decision === 'send') {
      await changeWorkState(tx, { askUntil: null, answer: { perDay: input.perDay, on: today, sent: 0 } });
      return { late, skipped: 0, leavesFrom: leavesFrom(plans, now) };
    }
    const passed = plans.filter(({ state }) => state === 'late' || state === 'asks');
    for (const plan of passed) await passOver(core, tx, { plan, practice: transport === 'practice', now });
    await changeWorkState(tx, { askUntil: null, answer: null });
    return { late, skipped: passed.length, leavesFrom: null };
  });
  planner.forgetBroken();
  core.changed('reminders', 'clients');
  return answered;
}

/** The first moment at which one that is late may leave; not before now. */
function leavesFrom(plans: readonly ScheduledPlan[], now: number): string | null {
  const moments = plans.flatMap(({ state, sendAt }) => (sendAt !== null && (state === 'late' || state === 'asks') ? [Math.max(sendAt, now)] : []));
  return moments.length === 0 ? null : toIso(moments.reduce((first, each) => Math.min(first, each)));
}
