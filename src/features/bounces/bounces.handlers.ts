import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { addDays, dateIn, startOfDay } from '../../shared/calendar.ts';
import { parseAddress, parseDomain } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { listBounces } from './bounces.repo.ts';
import { classifyFiles } from './classify-files.ts';
import { findInForce, insertSuppression, liftSuppression } from './suppression.repo.ts';
import { listSuppressions, suppressionRow } from './suppressions.repo.ts';
import { trend } from './trend.ts';

type BounceHandlers = Handlers<Contract['bounces']>;

/** What has to be asked again once an address may not, or may again, be written to. */
const CONCERNED = ['bounces', 'clients', 'notices', 'outbox', 'reminders'] as const;

/** The functions of `contract.bounces`, but for `classify`. */
export function bouncesHandlers(core: Core): Omit<BounceHandlers, 'classify'> {
  const db = core.db.read;
  return {
    list: (query) => listBounces(db, { ...query, now: core.clock.now() }),
    trend: (query) => trend(core, query),
    suppressions: (query) => listSuppressions(db, { ...query, now: core.clock.now() }),
    suppress: (input) => suppress(core, input),
    lift: (input) => lift(core, input),
  };
}

type Suppress = BounceHandlers['suppress'];

/** By hand. Throws `invalid_input`, `date_in_past`, and `suppression_exists` for what gets nothing already. */
async function suppress(core: Core, { scope, value, until, note }: Parameters<Suppress>[0]): ReturnType<Suppress> {
  const now = core.clock.now();
  const zone = core.clock.timeZone();
  const parsed = scope === 'address' ? parseAddress(value) : parseDomain(value);
  if (parsed === null) throw fail('invalid_input', { path: 'value' });
  if (until !== null && until < dateIn(now, zone)) throw fail('date_in_past', {});
  const id = core.ids.next();
  await core.db.write(async (tx) => {
    if ((await findInForce(tx, parsed.key, now)) !== undefined) throw fail('suppression_exists', { value: parsed.display });
    const author = await readAuthor(core, tx);
    await insertSuppression(tx, {
      id,
      scope,
      value: parsed.display,
      key: parsed.key,
      reason: 'by_hand',
      since: now,
      until: until === null ? null : startOfDay(addDays(until, 1), zone),
      author,
      note,
      bounceId: null,
    });
  });
  core.changed(...CONCERNED);
  return await existing(core, id);
}

type Lift = BounceHandlers['lift'];

/** Whoever complained must not be written to again, whatever the user says. What was lifted before stays as it was. */
async function lift(core: Core, { id, reason }: Parameters<Lift>[0]): ReturnType<Lift> {
  await core.db.write(async (tx) => {
    const kept = await tx.selectFrom('suppression').select(['reason', 'lifted_at']).where('id', '=', id).executeTakeFirst();
    if (kept === undefined) throw fail('suppression_not_found', {});
    if (kept.reason === 'complaint') throw fail('suppression_kept', {});
    if (kept.lifted_at !== null) return;
    const author = await readAuthor(core, tx);
    await liftSuppression(tx, id, { at: core.clock.now(), author, why: reason });
  });
  core.changed(...CONCERNED);
  return await existing(core, id);
}

async function existing(core: Core, id: string) {
  const row = await suppressionRow(core.db.read, id);
  if (row === undefined) throw fail('suppression_not_found', {});
  return row;
}

/** The functions of `contract.bounces`. */
export function createBounces(core: Core): BounceHandlers {
  return { ...bouncesHandlers(core), classify: (input, { signal }) => classifyFiles(core, input, signal) };
}
