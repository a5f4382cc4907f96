import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { GENESIS } from '../../shared/bundle/chain.rules.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { aboutOf } from './about.repo.ts';
import { checkLedger } from './check.ts';
import { exportBundle } from './export.ts';
import { countRows, ledgerHead, ledgerPage, ledgerRow } from './ledger.repo.ts';
import { readLedgerSettings, writeLedgerSettings } from './ledger-settings.repo.ts';
import { isUsable, setSigning } from './signing.ts';
import type { LedgerSubjects } from './subjects.ts';
import { verifyBundle } from './verify.ts';

async function status(core: Core) {
  const settings = await readLedgerSettings(core.db.read);
  const head = await ledgerHead(core.db.read);
  const { 'ledger.key': key, 'ledger.last_check': last } = settings;
  return {
    rows: await countRows(core.db.read),
    head: head === undefined ? null : ledgerRow(head),
    lastCheck: last === null ? null : { at: toIso(last.at), rows: last.rows, problems: last.problems },
    key: key === null ? null : { fingerprint: key.fingerprint, publicKey: key.publicPem, madeAt: toIso(key.madeAt), usable: await isUsable(core, key) },
    signing: settings['ledger.signing'],
    timeStampUrl: settings['ledger.time_stamp_url'],
  };
}

async function list(core: Core, window: { readonly offset: number; readonly limit: number }) {
  const page = await ledgerPage(core.db.read, window);
  const about = await aboutOf(core.db.read, page);
  const rows = page.map((row) => ({ ...ledgerRow(row), payload: row.payload, about: about.get(row.subject_id) ?? null }));
  return { total: await countRows(core.db.read), rows };
}

async function testTimeStamp(core: Core) {
  const { 'ledger.time_stamp_url': url } = await readLedgerSettings(core.db.read);
  if (url === '') throw fail('timestamp_not_set', {});
  const head = await ledgerHead(core.db.read);
  const { atMs } = await core.timeStamper.stamp(url, head?.hash ?? GENESIS);
  return { at: toIso(atMs) };
}

/** The functions of `contract.ledger`. */
export function ledgerHandlers(core: Core, subjects: LedgerSubjects): Handlers<Contract['ledger']> {
  return {
    status: () => status(core),
    list: (window) => list(core, window),
    check: (_input, { signal }) => checkLedger(core, subjects, signal),
    exportBundle: (input, { signal }) => exportBundle(core, subjects, { ...input, signal }),
    verifyBundle: ({ fileRef }, { signal }) => verifyBundle(core, fileRef, signal),
    setSigning: async ({ on }) => {
      await setSigning(core, on);
      core.changed('ledger');
      return status(core);
    },
    setTimeStamp: async ({ url }) => {
      await core.db.write((tx) => writeLedgerSettings(tx, { 'ledger.time_stamp_url': url }));
      core.changed('ledger');
      return status(core);
    },
    testTimeStamp: () => testTimeStamp(core),
  };
}
