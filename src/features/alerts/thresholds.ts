import type { z } from 'zod';
import type { Threshold } from '../../contract/alerts.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostedId, PackId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { hostLimit, isActive, scopesOf } from './limits.rules.ts';
import { readHosted, readPack, readZones } from './pack.repo.ts';
import { readThresholds, thresholdNames, writeThreshold } from './thresholds.repo.ts';

type ThresholdOut = z.input<typeof Threshold>;
type Of = { readonly packId?: string | undefined; readonly hostedId?: number | undefined };

/** Thresholds of the reseller's own, those that ran out too: their last day is one of the pack's zone. */
export async function listThresholds(core: Core, of: Of): Promise<ThresholdOut[]> {
  const db = core.db.read;
  const stored = await readThresholds(db, of);
  const nameOf = await thresholdNames(db);
  const zones = await readZones(db);
  const now = core.clock.now();
  return stored.map((each) => ({
    packId: PackId.parse(each.packId),
    hostedId: each.hostedId === 0 ? null : HostedId.parse(each.hostedId),
    name: nameOf(each),
    perHour: each.perHour,
    perDay: each.perDay,
    reason: each.reason,
    author: each.author,
    untilOn: each.untilOn,
    madeAt: toIso(each.madeAt),
    active: isActive(each, dateIn(now, zones.get(each.packId) ?? core.clock.timeZone())),
  }));
}

type SetThreshold = Handlers<Contract['alerts']>['setThreshold'];

/** Throws `pack_not_found`, `hosted_not_found`, `date_in_past`, and `threshold_above_host` with what the host allows. */
export async function setThreshold(core: Core, input: Parameters<SetThreshold>[0]): ReturnType<SetThreshold> {
  const { packId, hostedId, perHour, perDay, untilOn, reason } = input;
  const now = core.clock.now();
  await core.db.write(async (tx) => {
    const pack = await readPack(core, tx, packId);
    if (pack === null) throw fail('pack_not_found', {});
    const account = hostedId === null ? null : (await readHosted(tx, packId, hostedId)).get(hostedId);
    if (account === undefined) throw fail('hosted_not_found', {});
    if (untilOn !== null && untilOn < dateIn(now, pack.zone)) throw fail('date_in_past', {});
    const limited = {
      // What was only observed is older than this choice.
      panel: (account?.limits ?? []).filter(({ source }) => source === 'set'),
      rules: pack.limits,
      scopes: account === null ? ['pack'] : scopesOf(account.oneDomain),
      ...{ threshold: null, ownShare: 1, at: now },
    };
    for (const [window, count] of [['hour', perHour] as const, ['day', perDay] as const]) {
      const host = hostLimit(limited, window, 'messages');
      if (count !== null && host !== null && count > host.count) throw fail('threshold_above_host', { limit: host.count });
    }
    const author = await readAuthor(core, tx);
    await writeThreshold(tx, { packId, hostedId: hostedId ?? 0, perHour, perDay, untilOn, reason, author, madeAt: now });
  });
  core.changed('alerts', 'usage');
  return await listThresholds(core, { packId });
}
