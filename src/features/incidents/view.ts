import type { z } from 'zod';
import { AlertId, HostId, IncidentId, PackId, VerdictId } from '../../contract/ids.ts';
import type { Concerned, Incident, IncidentRow, IncidentStep } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { clockOf } from '../usage/index.ts';
import { countBefore, readConcerned } from './concerned.repo.ts';
import { findIncident, type StoredIncident } from './incidents.repo.ts';
import { type DatedStep, dueDays, isStale, late, nextOf } from './next.rules.ts';
import { isFound, isOver, needsFindings, procedureOf, stepsBefore } from './procedures.rules.ts';
import { repermitted } from './repermitted.repo.ts';
import { readSaid, type SaidStep } from './steps.repo.ts';
import { readStory } from './story.repo.ts';

/** A case with all that was said of it. */
export interface Case {
  readonly stored: StoredIncident;
  readonly concerned: Concerned[];
  readonly said: readonly SaidStep[];
  readonly steps: readonly DatedStep[];
}

/** The day of an instant where the reseller works. */
export const dayOf = (core: Core, at: number): string => dateIn(at, core.clock.timeZone());

/** Cases with who is concerned and how their steps stand. */
export async function casesOf(core: Core, db: ReadDb, all: readonly StoredIncident[]): Promise<Case[]> {
  const ids = all.map(({ id }) => id);
  const [concerned, said, underWay] = [await readConcerned(db, ids), await readSaid(db, ids), await repermitted(core, db, ids)];
  const cases: Case[] = [];
  for (const stored of all) {
    const people: Concerned[] = [];
    for (const person of concerned.get(stored.id) ?? []) people.push({ ...person, before: await countBefore(db, person, stored.openedAt) });
    const own = said.get(stored.id) ?? [];
    cases.push({ stored, concerned: people, said: own, steps: stepsOf(core, { stored, concerned: people, said: own }, underWay.has(stored.id)) });
  }
  return cases;
}

/** Throws `incident_not_found`. */
export async function findCase(core: Core, db: ReadDb, id: string): Promise<Case> {
  const [found] = await casesOf(core, db, [await findIncident(db, id)]);
  if (found === undefined) throw new Error('A case is lost between two questions');
  return found;
}

/** The steps of its procedure as they stand: whoever is said to have caused it again makes it longer. */
function stepsOf(core: Core, { stored, concerned, said }: Omit<Case, 'steps'>, isRepermitted: boolean): DatedStep[] {
  const before = Math.max(0, ...concerned.filter(({ role }) => role === 'caused').map((person) => person.before));
  const known = new Map(said.map((one) => [one.step, one]));
  return procedureOf({ subject: stored.subject, before }).map((step) => {
    const own = known.get(step.id);
    const isUnderWay = isRepermitted && step.id === 'repermission';
    const changedOn = own?.changed == null ? null : dayOf(core, own.changed.at);
    return { ...step, state: own?.state ?? 'open', isUnderWay, chosenOn: own?.chosenOn ?? null, changedOn };
  });
}

/** A case as a line of a list. */
export function rowOf(core: Core, { stored, concerned, said, steps }: Case): IncidentRow {
  const today = dayOf(core, core.clock.now());
  const next = stored.closedAt === null ? nextOf(steps, { openedOn: stored.openedOn, today }) : null;
  return {
    id: IncidentId.parse(stored.id),
    reference: stored.reference,
    kind: stored.subject.kind,
    subject: stored.subject,
    origin: {
      alertId: stored.alertId === null ? null : AlertId.parse(stored.alertId),
      verdictId: stored.verdictId === null ? null : VerdictId.parse(stored.verdictId),
    },
    packId: PackId.parse(stored.packId),
    packName: stored.packName,
    hostId: HostId.parse(stored.hostId),
    hostName: stored.hostName,
    openedAt: toIso(stored.openedAt),
    closedAt: stored.closedAt === null ? null : toIso(stored.closedAt),
    next,
    stale: isStale(next, dayOf(core, stored.touchedAt), today),
    caused: concerned.filter(({ role }) => role === 'caused').map(({ name }) => name),
    about: concerned.filter(({ role }) => role !== 'innocent').map(({ name }) => name),
    minutes: said.reduce((sum, { minutes }) => sum + minutes, 0),
    cents: said.reduce((sum, { cents }) => sum + cents, 0),
  };
}

/** The whole of a case. */
export async function incidentOf(core: Core, db: ReadDb, found: Case): Promise<z.input<typeof Incident>> {
  const { stored, concerned } = found;
  return {
    ...rowOf(core, found),
    occurredAt: toIso(stored.occurredAt),
    hostZone: await clockOf(db, stored.packId),
    ticket: stored.ticket,
    answerBy: stored.answerBy,
    findings: stored.findings,
    concerned,
    steps: stepViews(found, dayOf(core, core.clock.now())),
    story: await readStory(db, stored.id),
  };
}

function stepViews({ stored, said, steps }: Case, today: string): IncidentStep[] {
  const due = dueDays(steps, stored.openedOn);
  const known = new Map(said.map((one) => [one.step, one]));
  const found = isFound(stored.findings);
  return steps.map(({ id, phase, actor, state, hardened }) => {
    const dueOn = stored.closedAt === null ? (due.get(id) ?? null) : null;
    const { note = '', minutes = 0, cents = 0, changed = null } = known.get(id) ?? {};
    return {
      id,
      phase,
      actor,
      state,
      hardened,
      before: isOver(state) ? [] : stepsBefore(steps, id),
      needsFindings: !isOver(state) && !found && needsFindings(stored.subject.kind, id),
      dueOn,
      overdueDays: dueOn === null ? 0 : late(dueOn, today),
      note,
      minutes,
      cents,
      changed: changed === null ? null : { at: toIso(changed.at), author: changed.author },
    };
  });
}
