import type { Verdict } from '../../contract/culprits.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { Incident } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { findVerdict } from '../culprits/index.ts';
import { explanationsOf } from '../explanations/index.ts';
import { findCase, incidentOf, keptMails, listedAccounts } from '../incidents/index.ts';
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
    people: await peopleOf(core, incident),
    verdict: await verdictOf(core, incident.origin.verdictId),
    letters: await lettersOf(db, id),
    explanations: await explanationsOf(core, db, id),
    told: await toldThen(core, { packId: incident.packId, at: Date.parse(incident.occurredAt), clientIds }),
  };
}

async function peopleOf({ db: { read } }: Core, { concerned, packId }: Incident): Promise<ReportedPerson[]> {
  const hosted = await hostedByIds(
    read,
    concerned.flatMap(({ hostedId }) => hostedId ?? []),
  );
  const listed = await listedAccounts(
    read,
    packId,
    concerned.flatMap(({ clientId }) => clientId ?? []),
  );
  return concerned.map((person) => {
    const shown = hosted.filter(({ id }) => id === person.hostedId);
    const [only, ...more] = person.hostedId === null ? listed.filter(({ clientId }) => clientId === person.clientId) : shown;
    // Of several accounts on the client list nobody knows which one it was.
    return { ...person, account: more.length === 0 ? (only?.login ?? '') : '', domain: more.length === 0 ? (only?.domain ?? '') : '' };
  });
}

async function verdictOf(core: Core, id: string | null): Promise<Verdict | 'gone' | null> {
  if (id === null) return null;
  return await findVerdict(core.db.read, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'verdict_not_found') return 'gone';
    throw error;
  });
}
