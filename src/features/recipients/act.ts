import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { StepId } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import { RECIPIENT_FACTS } from '../../contract/recipients.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { holdBack, letThrough } from '../bounces/index.ts';
import type { Core } from '../core.ts';
import { changeSubject, markStep, missingFacts, tellStory } from '../incidents/index.ts';
import { readMails } from './mails.repo.ts';
import { findRecipientCase, pauseDays, type RecipientCase } from './view.ts';

type Own = Handlers<Contract['recipients']>;

/** What has to be asked again once an address may not, or may again, be written to. */
const HELD = ['incidents', 'bounces', 'clients', 'notices', 'outbox', 'reminders'] as const;

/** Does something to an open case about a recipient, in one transaction. Throws `incident_not_found`, `not_about_recipient`, `incident_closed`, and what `work` throws. */
async function act(core: Core, id: string, work: (tx: WriteDb, about: RecipientCase) => Promise<void>): Promise<void> {
  await core.db.write(async (tx) => {
    const about = await findRecipientCase(core, tx, id);
    if (about.found.stored.closedAt !== null) throw fail('incident_closed', {});
    await work(tx, about);
  });
}

/** Says a step is done, or tells of it where it was done before. */
async function done(
  core: Core,
  tx: WriteDb,
  { found, ...line }: { readonly id: string; readonly step: StepId; readonly told: StoryTold; readonly text?: string } & Pick<RecipientCase, 'found'>,
) {
  const isOver = found.steps.some((one) => one.id === line.step && one.state !== 'open' && one.state !== 'waiting');
  if (isOver) await tellStory(core, tx, { what: 'note', ...line });
  else await markStep(core, tx, { state: 'done', ...line });
}

/** Writes down what is known of him; once nothing is missing, the step is done. Throws `date_in_future` and what `act` throws. */
export async function setFacts(core: Core, { incidentId: id, facts }: Parameters<Own['setFacts']>[0]): Promise<void> {
  const today = dateIn(core.clock.now(), core.clock.timeZone());
  if (facts.lastMailOn != null && facts.lastMailOn > today) throw fail('date_in_future', {});
  await act(core, id, async (tx, { found, subject }) => {
    const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    const changed = { ...subject, ...given };
    await changeSubject(core, tx, { id, subject: changed });
    const text = RECIPIENT_FACTS.map((fact) => changed[fact] ?? '')
      .filter((fact) => fact !== '')
      .join('\n');
    const line = { id, step: 'collect_facts', told: { key: 'recipient_facts', values: {} }, text } as const;
    if (missingFacts(changed).length > 0) await tellStory(core, tx, { what: 'note', ...line });
    else await done(core, tx, { ...line, found });
  });
  core.changed('incidents');
}

/** Nothing is sent to him from now on, as long as the host asks, else 90 days. Throws what `act` throws. */
export async function pause(core: Core, { incidentId: id }: Parameters<Own['pause']>[0]): Promise<void> {
  await act(core, id, async (tx, { found, subject: { address } }) => {
    const until = core.clock.now() + (await pauseDays(tx, found.stored.hostId)) * DAY_MS;
    const last = await holdBack(core, tx, { address, until, note: found.stored.reference });
    const told: StoryTold =
      last === null
        ? { key: 'recipient_paused_for_good', values: { address } }
        : { key: 'recipient_paused', values: { address, on: dateIn(last, core.clock.timeZone()) } };
    await done(core, tx, { id, step: 'pause_recipient', told, found });
  });
  core.changed(...HELD);
}

/** He is written to again before the time is over. Throws `recipient_not_paused`, `recipient_domain_held`, `suppression_kept` and what `act` throws. */
export async function release(core: Core, { incidentId: id, reason }: Parameters<Own['release']>[0]): Promise<void> {
  await act(core, id, async (tx, { subject: { address } }) => {
    const asked = (await readMails(tx, id)).some(({ state }) => state === 'confirmed');
    await letThrough(core, tx, { address, why: reason, asked });
    await tellStory(core, tx, { id, what: 'note', step: 'pause_recipient', told: { key: 'recipient_released', values: { address } }, text: reason });
  });
  core.changed(...HELD);
}

/** Writes down which address it was meant to be; null = it is right. Throws what `act` throws. */
export async function correct(core: Core, { incidentId: id, address }: Parameters<Own['correct']>[0]): Promise<void> {
  await act(core, id, async (tx, { found, subject }) => {
    const corrected = address ?? '';
    await changeSubject(core, tx, { id, subject: { ...subject, corrected } });
    const told: StoryTold = { key: corrected === '' ? 'recipient_right' : 'recipient_corrected', values: { address: subject.address, corrected } };
    await done(core, tx, { id, step: 'correct_address', told, found });
  });
  core.changed('incidents');
}

/** Writes down where he reads his mail: his address does not always say it. Throws what `act` throws. */
export async function setService(core: Core, { incidentId: id, service }: Parameters<Own['setService']>[0]): Promise<void> {
  await act(core, id, async (tx, { subject }) => await changeSubject(core, tx, { id, subject: { ...subject, service } }));
  core.changed('incidents');
}
