import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { IncidentId } from '../../contract/ids.ts';
import type { ConcernRole } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { findVerdict } from '../culprits/index.ts';
import { readAuthor } from '../settings/index.ts';
import { act } from './act.ts';
import { personOf, writeConcerned } from './concerned.repo.ts';
import { freezeAlert } from './frozen-alert.ts';
import { insertIncident } from './incidents.repo.ts';
import { dueByHost, toldOfMail } from './keep-mail.ts';
import { insertHostMail, type ReadyMail } from './open-mail.repo.ts';
import { withSender } from './recipient.rules.ts';
import { addEntry } from './story.repo.ts';
import { known } from './subject.ts';
import { dayOf, findCase } from './view.ts';

/** A case to be opened, but for the mail it is opened from: that is read elsewhere. */
export type Opening = Omit<Parameters<Handlers<Contract['incidents']>['open']>[0], 'mail'>;

/** Opens a case and returns its id. Throws `pack_not_found`, `alert_not_found`, `verdict_not_found`, `hosted_not_found`, `client_not_found`, `date_in_future`, `incident_exists`. */
export async function openIncident(core: Core, opening: Opening, mail: ReadyMail | null = null): Promise<string> {
  const id = core.ids.next();
  const at = core.clock.now();
  const occurredAt = opening.occurredAt === undefined ? at : Date.parse(opening.occurredAt);
  if (occurredAt > at) throw fail('date_in_future', {});
  await core.db.write(async (tx) => {
    await requirePack(tx, opening.packId);
    const alertFrozen = opening.alertId === undefined ? null : await freezeAlert(tx, opening.alertId);
    await requireNew(tx, opening);
    const author = await readAuthor(core, tx);
    await insertIncident(tx, {
      id,
      subject: await known(core, tx, withSender(opening.subject)),
      packId: opening.packId,
      occurredAt,
      openedAt: at,
      openedOn: dayOf(core, at),
      alertId: opening.alertId ?? null,
      alertFrozen,
      verdictId: opening.verdictId ?? null,
      ticket: opening.ticket ?? '',
      answerBy: opening.answerBy ?? null,
    });
    await addEntry(tx, id, { at, author, what: 'opened', told: mail === null ? null : toldOfMail(core, mail), text: opening.note });
    if (mail !== null) await insertHostMail(tx, { ...mail, id: core.ids.next(), incidentId: id, takenAt: at, author });
    for (const person of opening.concerned) await writeConcerned(tx, id, { person, role: 'suspected' });
    if (opening.verdictId !== undefined) await takeSuspects(tx, id, opening.verdictId);
    if (opening.answerBy !== undefined) await dueByHost(tx, await findCase(core, tx, id), opening.answerBy);
  });
  core.changed('incidents');
  return id;
}

async function requirePack(tx: WriteDb, id: string): Promise<void> {
  const pack = await tx.selectFrom('pack').where('id', '=', id).select('id').executeTakeFirst();
  if (pack === undefined) throw fail('pack_not_found', {});
}

/** One alert, or one analysis, is one open case. */
async function requireNew(tx: WriteDb, { alertId, verdictId }: Opening): Promise<void> {
  if (alertId === undefined && verdictId === undefined) return;
  const from = tx.selectFrom('incident').where('closed_at', 'is', null);
  const open = await from
    .where((eb) =>
      eb.or([...(alertId === undefined ? [] : [eb('alert_id', '=', alertId)]), ...(verdictId === undefined ? [] : [eb('verdict_id', '=', verdictId)])]),
    )
    .select(['id', 'reference'])
    .executeTakeFirst();
  if (open !== undefined) throw fail('incident_exists', { id: IncidentId.parse(open.id), reference: open.reference });
}

/** Takes over what an analysis found. Throws `verdict_not_found` and what `act` throws. */
export async function takeVerdict(core: Core, { id, verdictId }: { readonly id: string; readonly verdictId: string }): Promise<void> {
  await act(core, id, {
    open: true,
    work: async (tx, { concerned }) => {
      const caused = concerned.filter(({ role }) => role === 'caused');
      await takeSuspects(tx, id, verdictId);
      for (const person of caused.map(personOf)) if (person !== null) await writeConcerned(tx, id, { person, role: 'caused' });
      return { change: { verdict_id: verdictId }, entry: { what: 'concerned', told: { key: 'analysis_taken', values: {} } } };
    },
  });
}

/** Whom a verdict names is suspected, not more; whom it found hurt only is innocent. */
async function takeSuspects(tx: WriteDb, incidentId: string, verdictId: string): Promise<void> {
  const { suspects, victims } = await findVerdict(tx, verdictId);
  for (const { account, label, hostedId, clientId } of suspects) {
    const role: ConcernRole | null = label !== null ? 'suspected' : victims.includes(account) ? 'innocent' : null;
    const person = personOf({ hostedId, clientId });
    if (role !== null && person !== null) await writeConcerned(tx, incidentId, { person, role });
  }
}
