import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { IncidentFindings, StepId } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import { roleIn } from '../../shared/concern-role.ts';
import type { Core } from '../core.ts';
import type { Outbox } from '../outbox/index.ts';
import { readAuthor } from '../settings/index.ts';
import { writeConcerned } from './concerned.repo.ts';
import { type IncidentChange, updateIncident } from './incidents.repo.ts';
import { intentTold, settleIntent } from './intended.ts';
import { markStep } from './mark.ts';
import { isFound, isOver, needsFindings, stepsBefore } from './procedures.rules.ts';
import { requireFor } from './required.ts';
import { type SaidStep, saidOf, writeSaid } from './steps.repo.ts';
import { addEntry, type NewEntry } from './story.repo.ts';
import { stepFactsOf } from './unmet.repo.ts';
import { unmetOf } from './unmet.rules.ts';
import { type Case, dayOf, findCase } from './view.ts';

type Own = Handlers<Contract['incidents']>;

type Line = Omit<NewEntry, 'at' | 'author'>;

/** What an act changes: the case itself, and the line it leaves in the story, or several. */
interface Act {
  readonly change?: IncidentChange;
  readonly entry?: Line;
  readonly entries?: readonly Line[];
  /** What follows from it in the same transaction. */
  readonly after?: () => Promise<void>;
}

/** Does something to a case in one transaction. `open`: only while it is open. Throws `incident_not_found`, `incident_closed`, and what `work` throws. */
export async function act(
  core: Core,
  id: string,
  { open, work }: { readonly open: boolean; readonly work: (tx: WriteDb, found: Case) => Promise<Act> },
): Promise<void> {
  const at = core.clock.now();
  await core.db.write(async (tx) => {
    const found = await findCase(core, tx, id);
    if (open && found.stored.closedAt !== null) throw fail('incident_closed', {});
    const { change = {}, entry, entries = [], after } = await work(tx, found);
    await updateIncident(tx, { id, at }, change);
    const author = await readAuthor(core, tx);
    for (const line of entry === undefined ? entries : [entry]) await addEntry(tx, id, { ...line, at, author });
    await after?.();
  });
  core.changed('incidents');
}

function requireStep({ steps, said }: Case, id: StepId): SaidStep {
  if (!steps.some((step) => step.id === id)) throw fail('step_not_found', {});
  return saidOf(said, id);
}

/** Says how a step stands. Throws `step_not_found`, `step_too_early`, `reason_missing`, `step_unmet`, `findings_missing`, and what `requireFor` and `act` throw. */
export async function setStep(core: Core, { id, step, state, note, minutes, cents, intended }: Parameters<Own['setStep']>[0]): Promise<void> {
  await act(core, id, {
    open: true,
    work: async (tx, found) => {
      const said = requireStep(found, step);
      if (state === 'not_needed' && note === '') throw fail('reason_missing', {});
      // What the step itself is missing first: it says more than the steps before it.
      await requireFor(tx, found.stored, { step, state });
      if (state === 'done' || state === 'waiting') requireReady(found, step);
      const unmet =
        state === 'done' && said.state !== 'done' ? unmetOf(step, { ...(await stepFactsOf(core, tx, found)), isIntentSaid: intended !== undefined }) : null;
      if (unmet !== null && note === '') throw fail('step_unmet', { missing: unmet });
      const changed = { at: core.clock.now(), author: await readAuthor(core, tx) };
      await writeSaid(tx, id, { ...said, state, note, minutes: Math.max(0, said.minutes + minutes), cents: Math.max(0, said.cents + cents), changed });
      const told = unmet === null ? intentTold({ step, state, intended }) : { key: unmet, values: {} };
      return { entry: { what: 'step', step, state, text: note, told }, after: () => settleIntent(core, tx, { id, step, state, intended }) };
    },
  });
}

function requireReady({ stored, steps }: Case, step: StepId): void {
  const before = stepsBefore(steps, step);
  if (before.length > 0) throw fail('step_too_early', { count: before.length });
  if (needsFindings(stored.subject.kind, step) && !isFound(stored.findings)) throw fail('findings_missing', {});
}

/** Another day for a step. Throws `step_not_found`, `date_in_past` and what `act` throws. */
export async function setDay(core: Core, { id, step, on }: Parameters<Own['setDay']>[0]): Promise<void> {
  if (on < dayOf(core, core.clock.now())) throw fail('date_in_past', {});
  await act(core, id, {
    open: true,
    work: async (tx, found) => {
      await writeSaid(tx, id, { ...requireStep(found, step), chosenOn: on });
      return { entry: { what: 'next', step, told: { key: 'next', values: { on } } } };
    },
  });
}

/** Writes down what was found out: that ends the step which asks for it, and emptied again it begins anew. Throws what `act` throws. */
export async function setFindings(core: Core, { id, findings }: Parameters<Own['setFindings']>[0]): Promise<void> {
  const text = Object.values(findings)
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
  await act(core, id, {
    open: true,
    work: async (tx, { stored, steps }) => {
      const state = isFound(allFindings(stored.findings, findings)) ? 'done' : 'open';
      const own = steps.find((step) => step.id === 'write_down');
      const moves = own !== undefined && own.state !== 'not_needed' && own.state !== state;
      const after = () => markStep(core, tx, { id, step: 'write_down', state, again: true, quiet: true });
      return { change: findings, entry: { what: 'findings', text }, ...(moves && { after }) };
    },
  });
}

/** What is written down once a change is made. */
function allFindings(before: IncidentFindings, { cause, fix, prevention }: Pick<IncidentChange, keyof IncidentFindings>): IncidentFindings {
  return { cause: cause ?? before.cause, fix: fix ?? before.fix, prevention: prevention ?? before.prevention };
}

/** Says how somebody stands to a case. Throws `hosted_not_found`, `client_not_found` and what `act` throws. */
export async function concern(core: Core, { id, person, role }: Parameters<Own['concern']>[0]): Promise<void> {
  await act(core, id, {
    open: true,
    work: async (tx, { stored, steps }) => {
      const name = await writeConcerned(tx, id, { person, role });
      const told: StoryTold =
        role === null ? { key: 'concerned_out', values: { name } } : { key: 'concerned', values: { name, role: roleIn(stored.subject.kind, role) } };
      return { entry: { what: 'concerned', told }, after: () => tellHarder(core, tx, { id, steps }) };
    },
  });
}

/** Tells that the procedure became stricter than its `steps` were, and for whose earlier cases: else nobody could say later why there are more of them. */
async function tellHarder(core: Core, tx: WriteDb, { id, steps }: { readonly id: string; readonly steps: Case['steps'] }): Promise<void> {
  const now = await findCase(core, tx, id);
  if (harderIn(now.steps) <= harderIn(steps)) return;
  const [worst] = now.concerned.filter(({ role }) => role === 'caused').toSorted((a, b) => b.before - a.before);
  if (worst === undefined) return;
  const told: StoryTold = { key: 'steps_harder', values: { name: worst.name, count: worst.before } };
  await addEntry(tx, id, { what: 'concerned', told, at: core.clock.now(), author: await readAuthor(core, tx) });
}

const harderIn = (steps: Case['steps']): number => steps.filter(({ hardened }) => hardened).length;

/** A line of one's own in the story. Throws `incident_not_found`. */
export async function note(core: Core, { id, text }: Parameters<Own['note']>[0]): Promise<void> {
  await act(core, id, { open: false, work: async () => ({ entry: { what: 'note', text } }) });
}

/** Closes a case; letters of it that did not leave yet are taken back, which the story tells. Throws `findings_missing`, `steps_open` and what `act` throws. */
export async function close(core: Core, outbox: Pick<Outbox, 'withdraw'>, { id }: Parameters<Own['close']>[0]): Promise<void> {
  await act(core, id, {
    open: true,
    work: async (tx, { stored, steps }) => {
      if (!isFound(stored.findings)) throw fail('findings_missing', {});
      const open = steps.filter(({ state }) => !isOver(state));
      if (open.length > 0) throw fail('steps_open', { count: open.length });
      return { change: { closed_at: core.clock.now() }, entry: { what: 'closed' }, after: () => takeBackQueued(outbox, tx, id) };
    },
  });
  core.changed('outbox');
}

async function takeBackQueued(outbox: Pick<Outbox, 'withdraw'>, tx: WriteDb, id: string): Promise<void> {
  const queued = await tx
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('letter.incident_id', '=', id)
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .select('outbox.id')
    .execute();
  const ids = queued.map((message) => message.id);
  await outbox.withdraw(tx, ids, 'withdrawn');
}

/** Opens a closed case again. Throws `incident_open` and what `act` throws. */
export async function reopen(core: Core, { id, reason }: Parameters<Own['reopen']>[0]): Promise<void> {
  await act(core, id, {
    open: false,
    work: async (_tx, { stored }) => {
      if (stored.closedAt === null) throw fail('incident_open', {});
      return { change: { closed_at: null }, entry: { what: 'reopened', text: reason } };
    },
  });
}
