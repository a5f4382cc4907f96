import type { PanelWarning } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { OpenPanel } from '../hooks.ts';
import type { Asking, Tally } from './ask.ts';
import { accountFinder } from './find-account.repo.ts';
import { keepWarning, knownAmong, noteWarningsRead } from './warnings.repo.ts';

/** A box of messages that nobody ever emptied is not read to its end. */
const MOST = 2000;
const SUBJECT = 300;
const TEXT = 4000;
const LONGEST_ID = 200;

/** Keeps the warnings of a panel that are not here yet. They come newest first: behind one that is known, all are. */
export async function pullWarnings({ desk: { core }, stored, signal }: Asking, { connector }: OpenPanel, tally: Tally): Promise<void> {
  if (connector.warnings === null) return;
  let read = 0;
  for await (const page of connector.warnings(signal)) {
    const added = await core.db.write((tx) => keep(tx, stored.packId, page));
    read += page.length;
    tally.rows += added;
    signal.throwIfAborted();
    if (added < page.length || read >= MOST) break;
  }
  await core.db.write((tx) => noteWarningsRead(tx, stored.packId, core.clock.now()));
}

async function keep(tx: WriteDb, packId: string, page: readonly PanelWarning[]): Promise<number> {
  const known = await knownAmong(tx, packId, page.map(idOf));
  const fresh = page.filter((warning) => !known.has(idOf(warning)));
  if (fresh.length === 0) return 0;
  const find = await accountFinder(tx, packId);
  for (const warning of fresh) {
    const { at, subject, text, login, domain, sent } = warning;
    // A name that nobody has is a word that looked like one.
    const named = (login === '' ? null : find({ login, domain: '' })) ?? find({ login: '', domain });
    const said = { subject: clip(singleLine(subject), SUBJECT), text: clip(text, TEXT) };
    await keepWarning(tx, { pack_id: packId, warning_id: idOf(warning), at, ...said, hosted_id: named?.id ?? null, sent });
  }
  return fresh.length;
}

function idOf({ id }: PanelWarning): string {
  return id.slice(0, LONGEST_ID);
}
