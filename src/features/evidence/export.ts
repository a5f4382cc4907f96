import { fail } from '../../contract/fail.ts';
import type { FileRef } from '../../contract/ids.ts';
import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import { toIso } from '../../shared/dates.ts';
import type { Language } from '../../shared/language.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { bundlePage, type PageEntry } from './bundle-page.rules.ts';
import { clientExists, evidenceRow, messageHistory, originals, proofsOf, type StoredEvidence } from './evidence.repo.ts';

interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type ExportStep =
  | { readonly kind: 'progress'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: { readonly fileRef: FileRef; readonly notices: number } };

/** Packs what there is about one client. Equal proof gives an equal file. Throws `client_not_found`, `evidence_not_found`. */
export async function* exportEvidence(
  core: Core,
  { clientId, language }: { readonly clientId: string; readonly language: Language },
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportStep, void, void> {
  const proofs = await proofsOf(core.db.read, clientId);
  const newest = proofs.at(-1);
  if (newest === undefined) throw (await clientExists(core.db.read, clientId)) ? fail('evidence_not_found', {}) : fail('client_not_found', {});
  const files: PackedFile[] = [];
  const entries: PageEntry[] = [];
  for (const [index, proof] of proofs.entries()) {
    signal?.throwIfAborted();
    yield { kind: 'progress', phase: 'writing', done: index, total: proofs.length };
    const packed = await pack(core, proof, `notice-${String(index + 1).padStart(3, '0')}-v${proof.version_number}`);
    files.push(...packed.files);
    entries.push(packed.entry);
    await core.clock.yield();
  }
  const asOf = Math.max(...proofs.map(({ recorded_at }) => recorded_at));
  const page = bundlePage({ language, timeZone: core.clock.timeZone(), clientName: newest.client_name, asOf, entries }, core.texts);
  files.push({ name: 'index.html', bytes: core.codec.encodeUtf8(page) });
  const all = unique(files).sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = {
    format: 'sendward-evidence-1',
    client: { id: clientId, name: newest.client_name },
    asOf: toIso(asOf),
    files: all.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: core.hasher.sha256(bytes) })),
  };
  const zip = core.zip.zip([...all, { name: 'manifest.json', bytes: pretty(core, manifest) }]);
  const { ref } = await core.files.put(`${safeFileName(`${newest.client_name} ${toIso(asOf).slice(0, 10)}`)}.zip`, 'application/zip', zip);
  yield { kind: 'done', result: { fileRef: ref, notices: new Set(proofs.map(({ notice_id }) => notice_id)).size } };
}

/** The files of one proof, in a folder of its own, and what the page says of it. */
async function pack(core: Core, proof: StoredEvidence, folder: string): Promise<{ readonly files: PackedFile[]; readonly entry: PageEntry }> {
  const { eml, pdf, content, policy } = await originals(core.db.read, proof);
  const row = evidenceRow(proof);
  const history = await messageHistory(core.db.read, proof.outbox_id);
  const facts = {
    ...row,
    from: proof.sender,
    subject: proof.subject,
    effectiveOn: proof.effective_on,
    publishedAt: toIso(proof.published_at),
    history: history.map((event) => ({ at: toIso(event.at), state: event.state, reply: event.reply, errorCode: event.error_code })),
  };
  const policyName = `policy/${policy?.sha256.slice(0, 16) ?? ''}-v${proof.version_number}-${proof.language}.json`;
  const named = [
    { word: 'eml', name: `${folder}/message.eml`, bytes: eml },
    { word: 'pdf', name: `${folder}/notice.pdf`, bytes: pdf },
    { word: 'json', name: `${folder}/notice.json`, bytes: pretty(core, facts) },
    { word: 'content', name: `${folder}/content.json`, bytes: core.codec.encodeUtf8(content) },
    ...(policy === undefined ? [] : [{ word: 'policy', name: policyName, bytes: core.codec.encodeUtf8(policy.content) } as const]),
  ] as const;
  return {
    files: named.map(({ name, bytes }) => ({ name, bytes })),
    entry: pageEntry(
      proof,
      named.map(({ word, name }) => ({ word, name })),
    ),
  };
}

function pageEntry(proof: StoredEvidence, files: PageEntry['files']): PageEntry {
  const { rung, versionNumber, hostName, to, domains, language, messageId, serverReply, versionSha256, contentSha256 } = evidenceRow(proof);
  return {
    ...{ rung, versionNumber, hostName, to, domains, language, messageId, serverReply, versionSha256, contentSha256, files },
    effectiveOn: proof.effective_on,
    publishedAt: proof.published_at,
    happenedAt: proof.happened_at,
    recordedAt: proof.recorded_at,
    from: proof.sender,
    subject: proof.subject,
  };
}

/** Several notices rest on one policy text; it is packed once. */
function unique(files: readonly PackedFile[]): PackedFile[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}

/** Sorted keys, for equal bytes; line breaks, for people. */
function pretty(core: Core, value: Json): Uint8Array {
  return core.codec.encodeUtf8(`${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`);
}
