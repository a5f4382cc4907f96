import type { Probe } from '../../connectors/connector.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { OpenPanel } from '../hooks.ts';
import { judgePack } from '../statuses/index.ts';
import { type Asking, ask, type PanelTrouble, type Report } from './ask.ts';
import type { ConnectionChange } from './connection.repo.ts';

/** What a panel says of itself is hostile input like all of it. */
const VERSION = 120;

/** Tries every call of a panel once, and keeps what works. Resolves with the trouble, if any. The caller has the turn of the pack. */
export async function probePanel(asking: Asking, { connector }: OpenPanel, report: Report): Promise<PanelTrouble | null> {
  const { desk, signal } = asking;
  report({ phase: 'host_probe', done: 0, total: 0 });
  let found: Probe | null = null;
  const trouble = await ask(asking, 'probe', async (tally) => {
    found = await connector.probe(signal);
    tally.rows = found.capabilities.length;
    return learned(found, desk.core.clock.now());
  });
  if (trouble === null) await judge(asking, found);
  return trouble;
}

function learned({ capabilities, version }: Probe, now: number): ConnectionChange {
  return { capabilities: [...capabilities], version: clip(singleLine(version), VERSION), probedAt: now };
}

async function judge({ desk: { core }, stored }: Asking, found: Probe | null): Promise<void> {
  const { packId } = stored;
  const resellerSuspended = found?.resellerSuspended ?? null;
  if (resellerSuspended === null) return;
  await core.db.write((tx) => judgePack(core, tx, { packId, at: core.clock.now(), loginRefused: false, resellerSuspended }));
  core.changed('statuses');
}
