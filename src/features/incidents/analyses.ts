import type { Handlers } from '../../contract/handlers.ts';
import { VerdictId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { askedFirst } from '../../shared/asked-first.ts';
import type { Core } from '../core.ts';
import { findVerdict } from '../culprits/index.ts';
import { apartOf } from './analyses.rules.ts';
import { newestVerdicts } from './incidents.repo.ts';
import { findCase } from './view.ts';

type Analyses = Handlers<Contract['incidents']>['analyses'];

/** So many are offered. */
const NEWEST = 3;

/** The newest analyses of the pack of a case, each with what sets it apart from the case. Throws `incident_not_found`. */
export async function analysesFor(core: Core, { id }: Parameters<Analyses>[0]): ReturnType<Analyses> {
  const db = core.db.read;
  const { stored, concerned } = await findCase(core, db, id);
  const incident = { at: stored.occurredAt, people: concerned.filter(({ role }) => role !== 'innocent') };
  const analyses: Awaited<ReturnType<Analyses>> = [];
  for (const verdictId of await newestVerdicts(db, stored.packId, NEWEST)) {
    const { at, outcome, suspects } = await findVerdict(db, verdictId);
    analyses.push({
      ...{ id: VerdictId.parse(verdictId), at, outcome },
      names: askedFirst(suspects).map(({ account, domain }) => domain || account),
      apart: apartOf(incident, { at: Date.parse(at), people: suspects.filter(({ label }) => label !== null) }),
    });
  }
  return analyses;
}
