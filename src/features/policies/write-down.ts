import type { PolicyText } from '../../contract/texts.ts';
import type { WriteDb } from '../../db/db.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Core } from '../core.ts';
import { appendLedger } from '../ledger/index.ts';
import { insertVersion, type NewVersion } from './versions.repo.ts';

/** Hashes as they are published: one a sibling, and one over the canonical JSON of all three. */
export function hashed({ hasher }: Core, texts: readonly PolicyText[]): Pick<NewVersion, 'texts' | 'sha256'> {
  const siblings = texts.map((text) => {
    const content = canonicalJson(text);
    return { language: text.language, content, sha256: hasher.sha256(content) };
  });
  return { texts: siblings, sha256: hasher.sha256(canonicalJson(texts)) };
}

/** Writes a version down for good, with its row in the ledger. */
export async function writeDown(core: Core, tx: WriteDb, { version, hostName }: { readonly version: NewVersion; readonly hostName: string }): Promise<void> {
  await insertVersion(tx, version);
  const { id, hostId, kind, number, sha256, effectiveOn, material } = version;
  const payload = { versionId: id, hostId, host: hostName, kind, number, sha256, effectiveOn, material };
  await appendLedger(core, tx, { kind: 'version_published', subjectId: id, payload });
}
