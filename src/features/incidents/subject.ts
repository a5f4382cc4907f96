import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { IncidentSubject } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import { isMomentUnknown } from '../../shared/unknown-moment.ts';
import { holderOf } from '../blocklists/index.ts';
import type { Core } from '../core.ts';
import { act } from './act.ts';
import { canonical } from './canonical.rules.ts';
import { updateIncident } from './incidents.repo.ts';
import { changesTold } from './subject.rules.ts';
import { dayOf, findCase } from './view.ts';

/** A subject as it is kept: in its one written form, and of a listing with whoever the watch knows to hold its address, where nobody said who does. */
export async function known(core: Core, tx: WriteDb, typed: IncidentSubject): Promise<IncidentSubject> {
  const subject = canonical(typed);
  if (subject.kind !== 'listing' || subject.holder !== 'unknown') return subject;
  return { ...subject, holder: await holderOf(tx, { ip: subject.listed, today: dayOf(core, core.clock.now()) }) };
}

interface Corrected {
  readonly before: IncidentSubject;
  readonly now: IncidentSubject;
}

/** Another address may be held by somebody else: what the watch knows of it goes before what is still said of the one that stood there. */
async function heldNow(core: Core, tx: WriteDb, { before, now }: Corrected): Promise<IncidentSubject> {
  if (before.kind !== 'listing' || now.kind !== 'listing' || before.listed === now.listed || before.holder !== now.holder) return now;
  const watched = await known(core, tx, { ...now, holder: 'unknown' });
  return watched.kind === 'listing' && watched.holder !== 'unknown' ? watched : now;
}

/** Puts right what a case is about, and when it happened. Throws `incident_other_kind`, `date_in_future` and what `act` throws. */
export async function setSubject(core: Core, { id, subject, occurredAt }: Parameters<Handlers<Contract['incidents']>['setSubject']>[0]): Promise<void> {
  await act(core, id, {
    open: true,
    work: async (tx, { stored }) => {
      if (stored.subject.kind !== subject.kind || subject.kind === 'recipient') throw fail('incident_other_kind', {});
      const at = occurredAt === undefined ? stored.occurredAt : Date.parse(occurredAt);
      if (at > core.clock.now()) throw fail('date_in_future', {});
      const about = (one: IncidentSubject, moment: number) => ({
        subject: one,
        occurredAt: moment,
        occurredOn: dayOf(core, moment),
        isMomentUnknown: isMomentUnknown({ ...stored, occurredAt: moment }),
      });
      const now = await heldNow(core, tx, { before: stored.subject, now: await known(core, tx, subject) });
      const told = changesTold(about(stored.subject, stored.occurredAt), about(now, at));
      return { change: { subject: JSON.stringify(now), occurred_at: at }, entries: told.map((one) => ({ what: 'note', told: one })) };
    },
  });
}

/** Another subject of the same kind, as more becomes known of it, inside a transaction of somebody else, who tells the story of it. Throws `incident_not_found`, `incident_closed`. */
export async function changeSubject(core: Core, tx: WriteDb, { id, subject }: { readonly id: string; readonly subject: IncidentSubject }): Promise<void> {
  const { stored } = await findCase(core, tx, id);
  if (stored.closedAt !== null) throw fail('incident_closed', {});
  if (stored.subject.kind !== subject.kind) throw new Error(`A case of ${stored.subject.kind} cannot become one of ${subject.kind}`);
  await updateIncident(tx, { id, at: core.clock.now() }, { subject: JSON.stringify(subject) });
}
