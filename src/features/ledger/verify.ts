import type { Handlers } from '../../contract/handlers.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { zipContainer } from '../../shared/bundle/container.ts';
import type { Verdict } from '../../shared/bundle/verify.ts';
import { verifyBundle as verifyContents } from '../../shared/bundle/verify.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';

type Verify = Handlers<Contract['ledger']>['verifyBundle'];

/** Checks a bundle that was put into the file store, and compares its ledger with the one here. Throws `file_not_found`, `file_incomplete`. */
export async function* verifyBundle(core: Core, ref: FileRef, signal: AbortSignal | undefined): ReturnType<Verify> {
  const { sizeBytes } = await core.files.finished(ref);
  yield { kind: 'progress', phase: 'checking', done: 0, total: 0 };
  const { tools } = core.bundles;
  const source = { sizeBytes, read: async (offset: number, length: number) => (await core.files.read(ref, offset, length)).bytes };
  const verdict = await verifyContents(await zipContainer(source, tools), tools, {
    throwIfAborted: () => signal?.throwIfAborted(),
    onProgress: () => core.clock.yield(),
  });
  yield { kind: 'done', result: await verification(core, verdict) };
}

async function verification(core: Core, verdict: Verdict) {
  const { first, signature, timeStamp, ...rest } = verdict;
  const ours = signature?.outcome === 'valid' && (await isOurKey(core, signature.fingerprint));
  return {
    ...rest,
    problems: [...rest.problems],
    limits: rest.limits.filter((limit) => !(ours && limit === 'key_not_known')),
    signature: signature === null ? null : { ...signature, ours },
    timeStamp: timeStamp === null ? null : { at: toIso(timeStamp.atMs), outcome: timeStamp.outcome },
    against: await against(core, verdict, first?.hash ?? null),
  };
}

/** Any key the ledger here ever announced: what was signed before a new one was made stays ours. */
async function isOurKey(core: Core, fingerprint: string): Promise<boolean> {
  const made = core.db.read.selectFrom('ledger').select('seq').where('kind', '=', 'key_made').where('subject_id', '=', fingerprint);
  return (await made.executeTakeFirst()) !== undefined;
}

/** The ledger here holds every row of the bundle's, or is another one, or one of the two was changed. */
async function against(core: Core, { head }: Verdict, first: string | null): Promise<'prefix' | 'differs' | 'other_ledger' | 'not_compared'> {
  const hashAt = async (seq: number): Promise<string | undefined> =>
    (await core.db.read.selectFrom('ledger').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash;
  if (head === null || first === null) return 'not_compared';
  if ((await hashAt(1)) !== first) return 'other_ledger';
  return (await hashAt(head.seq)) === head.hash ? 'prefix' : 'differs';
}
