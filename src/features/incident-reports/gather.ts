import type { Verdict } from '../../contract/culprits.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { type Concerned, Incident } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { findVerdict } from '../culprits/index.ts';
import { explanationsOf } from '../explanations/index.ts';
import { findCase, incidentOf, keptMails } from '../incidents/index.ts';
import { lettersOf } from '../letters/index.ts';
import { readSettings } from '../settings/index.ts';
import { hostedByIds } from '../statuses/index.ts';
import { clockOf } from '../usage/index.ts';
import type { CaseReport, ReportedPerson } from './report.ts';
import { toldThen } from './told.ts';

/** Everything that is known of a case. Throws `incident_not_found`. */
export async function gatherReport(core: Core, { id, ...asked }: Parameters<Handlers<Contract['incidents']>['report']>[0]): Promise<CaseReport> {
  const db = core.db.read;
  const incident = Incident.parse(await incidentOf(core, db, await findCase(core, db, id)));
  const { sender } = await readSettings(core, db);
  const clientIds = incident.concerned.flatMap(({ clientId }) => clientId ?? []);
  return {
    ...asked,
    by: sender.resellerName,
    madeAt: core.clock.now(),
    zone: core.clock.timeZone(),
    clock: (await clockOf(db, incident.packId)) ?? core.clock.timeZone(),
    incident,
    mails: await keptMails(db, id),
    people: await peopleOf(core, incident.concerned),
    verdict: await verdictOf(core, incident.origin.verdictId),
    letters: await lettersOf(db, id),
    explanations: await explanationsOf(core, db, id),
    told: await toldThen(core, { packId: incident.packId, at: Date.parse(incident.occurredAt), clientIds }),
  };
}

async function peopleOf(core: Core, concerned: readonly Concerned[]): Promise<ReportedPerson[]> {
  const hosted = await hostedByIds(
    core.db.read,
    concerned.flatMap(({ hostedId }) => hostedId ?? []),
  );
  const accounts = new Map<number | null, { readonly login: string; readonly domain: string }>(hosted.map((row) => [row.id, row]));
  return concerned.map((person) => {
    const { login = '', domain = '' } = accounts.get(person.hostedId) ?? {};
    return { ...person, account: login, domain };
  });
}

async function verdictOf(core: Core, id: string | null): Promise<Verdict | 'gone' | null> {
  if (id === null) return null;
  return await findVerdict(core.db.read, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'verdict_not_found') return 'gone';
    throw error;
  });
}
