import { systemClock } from '../src/adapters/system-clock.ts';
import type { Core } from '../src/features/core.ts';
import { evidenceHandlers } from '../src/features/evidence/index.ts';
import { openTestCore } from '../test/support/core.ts';
import { measure, report, type Timing } from './measure.ts';
import { openProofFolder } from './proof-folder.ts';

const ACCOUNTS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 10);

const folder = await openProofFolder(ACCOUNTS);
const test = openTestCore();
const core: Core = { ...test.core, clock: systemClock, db: folder.db };
const evidence = evidenceHandlers(core);
const call = { signal: undefined };
const window = { offset: 0, limit: 100, search: '' };

let touched = 0;
/** What was remembered is forgotten before each run, as after any change. */
async function afterChange(ask: () => Promise<unknown>): Promise<Timing> {
  return measure(RUNS, async () => {
    await core.db.write((tx) =>
      tx
        .insertInto('setting')
        .values({ key: `touch-${++touched}`, value: '0' })
        .execute(),
    );
    await ask();
    return undefined;
  });
}

const timings = {
  coverage: await afterChange(() => evidence.coverage({}, call)),
  ladder: await afterChange(() => evidence.ladder({}, call)),
  toldOn: await afterChange(() => evidence.toldOn({ ...window, on: '2026-05-12', only: [] }, call)),
  gaps: await afterChange(() => evidence.gaps(window, call)),
  delay: await afterChange(() => evidence.delay({}, call)),
  list: await afterChange(() => evidence.list({ ...window, rungs: [] }, call)),
  clientList: await afterChange(() => evidence.list({ ...window, rungs: [], clientId: folder.clientId }, call)),
};
const figures = Object.fromEntries(Object.entries(timings).map(([name, timing]) => [`${name}Ms`, timing.cpuMs.median]));
report('proof', { accounts: ACCOUNTS, ...figures }, timings);
await folder.close();
await test.close();
