import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { AccountLimit } from '../../contract/hosted.ts';
import type { Contract } from '../../contract/index.ts';
import type { Curve, Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { Grain } from '../../shared/grain.ts';
import { usualRange } from '../alerts/index.ts';
import type { Core } from '../core.ts';
import { findHosted, hostedView } from '../statuses/index.ts';
import { type Coverage, coverageOf, type ReadWindow } from './coverage.rules.ts';
import { type CurveRow, domainSums, readCurve } from './curve.repo.ts';
import { addFigures, NOTHING_KNOWN, silentFigures, sumFigures } from './figures.rules.ts';
import { type PackFacts, readPacks } from './packs.repo.ts';
import { limitsOf } from './rows.ts';
import { type Stretch, windowsBetween } from './span.rules.ts';
import { readReads } from './sums.repo.ts';

type UsageHandlers = Handlers<Contract['usage']>;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly grain: Grain;
}

/** What an account sent, window by window, and each of its domains in all. Throws `hosted_not_found`. */
export async function accountCurve(core: Core, { hostedId, ...asked }: Parameters<UsageHandlers['account']>[0]): ReturnType<UsageHandlers['account']> {
  const db = core.db.read;
  const row = await findHosted(db, hostedId);
  const pack = await packFacts(core, db, row.pack_id);
  const covered = await coverAsked(core, db, { pack, asked });
  const { windows, coverage, reads, whole, grain } = covered;
  const rows = coverage === null ? [] : await readCurve(db, { ...whole, hostedIds: [hostedId], grain, definition: coverage.definition });
  const heardUntil = row.missing_since === null ? null : row.missing_since;
  const curve = await drawn(core, {
    ...{ asked, grain, whole },
    windows,
    coverage,
    reads,
    rows,
    heardUntil,
    limits: limitsOf({ id: row.id, limits: row.limits }, pack),
    of: { packId: pack.id, hostedId },
  });
  const domains = coverage === null ? [] : await domainSums(db, { ...whole, hostedIds: [hostedId], grain, definition: coverage.definition });
  return { account: hostedView(row), curve, domains };
}

/** What all accounts of a pack sent together. Throws `pack_not_found`. */
export async function packCurve(core: Core, { packId, ...asked }: Parameters<UsageHandlers['pack']>[0]): ReturnType<UsageHandlers['pack']> {
  const db = core.db.read;
  const pack = await packFacts(core, db, packId);
  const covered = await coverAsked(core, db, { pack, asked });
  const { windows, coverage, reads, whole, grain } = covered;
  const accounts = await db.selectFrom('hosted_account').select(['id', 'ended_at', 'missing_since']).where('pack_id', '=', packId).execute();
  const hostedIds = accounts.map(({ id }) => id);
  const rows = coverage === null ? [] : await readCurve(db, { ...whole, hostedIds, grain, definition: coverage.definition });
  const limits = pack.limits.filter(({ scope }) => scope === 'pack');
  const curve = await drawn(core, { asked, grain, whole, windows, coverage, reads, rows, heardUntil: null, limits, of: { packId, hostedId: null } });
  return { curve, accounts: accounts.filter(({ ended_at, missing_since }) => ended_at === null && missing_since === null).length };
}

async function packFacts(core: Core, db: ReadDb, packId: string): Promise<PackFacts> {
  const [pack] = await readPacks(core, db, packId);
  if (pack === undefined) throw fail('pack_not_found', {});
  return pack;
}

interface AskedOf {
  readonly pack: PackFacts;
  readonly asked: Asked;
}

/** What is known of what is asked for: days in place of hours where a panel or reports tell nothing else. */
async function coverAsked(core: Core, db: ReadDb, { pack, asked }: AskedOf) {
  const found = await coverIn(core, db, { pack, asked });
  if (found.coverage !== null || asked.grain === 'day') return found;
  const days = await coverIn(core, db, { pack, asked: { ...asked, grain: 'day' } });
  return days.coverage === null ? found : days;
}

async function coverIn(core: Core, db: ReadDb, { pack, asked }: AskedOf) {
  const now = core.clock.now();
  const windows = windowsBetween({ start: Date.parse(asked.from), end: Math.min(Date.parse(asked.to), now) }, asked.grain, pack.zone);
  const whole = { start: windows[0]?.start ?? 0, end: windows.at(-1)?.end ?? 0 };
  const reads = await readReads(db, pack.id, { ...whole, grain: asked.grain });
  return { grain: asked.grain, windows, whole, reads, coverage: coverageOf(windows, reads, now) };
}

interface Drawing {
  readonly asked: Asked;
  readonly grain: Grain;
  readonly whole: Stretch;
  readonly windows: readonly Stretch[];
  readonly coverage: Coverage | null;
  readonly reads: readonly ReadWindow[];
  readonly rows: readonly CurveRow[];
  /** From when on silence says nothing: the account is not in the lists any more. */
  readonly heardUntil: number | null;
  readonly limits: readonly AccountLimit[];
  readonly of: { readonly packId: string; readonly hostedId: number | null };
}

async function drawn(core: Core, drawing: Drawing): Promise<z.input<typeof Curve>> {
  const { asked, grain, whole, windows, coverage, rows, limits, of } = drawing;
  const now = core.clock.now();
  const silent = silentFigures(sumFigures(rows));
  // Nothing is learned from bytes: they are of another size with every attachment.
  const bytes = coverage?.definition === 'smtp_bytes';
  const usual = bytes ? { usual: null, learning: 0 } : await usualRange(core.db.read, { ...of, grain, at: now });
  return {
    grain,
    points: windows.map((window) => pointOf(window, drawing, silent)),
    limits: [...limits],
    ...usual,
    provenance:
      coverage === null
        ? []
        : [
            {
              origin: coverage.origin,
              definition: coverage.definition,
              readAt: toIso(coverage.readAt),
              covered: Math.min(1, coverage.everybody + coverage.named),
              ...{ from: toIso(whole.start), to: toIso(Math.min(whole.end, now)), wholeDays: grain !== asked.grain },
            },
          ],
  };
}

function pointOf(window: Stretch, { coverage, reads, rows, heardUntil }: Drawing, silent: Figures): z.input<typeof Curve>['points'][number] {
  const isIn = ({ start }: { readonly start: number }): boolean => start >= window.start && start < window.end;
  const read = reads.find((each) => isIn(each) && each.definition === coverage?.definition);
  const row = rows.filter(isIn).reduce((all: Figures | null, each) => (all === null ? each : addFigures(all, each)), null);
  const heard = heardUntil === null || window.start < heardUntil;
  const figures = row ?? (read?.silentIsZero === true && heard ? silent : NOTHING_KNOWN);
  const { sent, delivered, deferred, failed, recipients, bytes } = figures;
  return { from: toIso(window.start), to: toIso(window.end), complete: read?.complete ?? false, sent, delivered, deferred, failed, recipients, bytes };
}
