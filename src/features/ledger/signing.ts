import { publicKeyOf } from '../../shared/bundle/public-key.rules.ts';
import type { Core } from '../core.ts';
import { appendLedger } from './append.ts';
import { type LedgerKey, readLedgerSettings, writeLedgerSettings } from './ledger-settings.repo.ts';

/** Under which name the shell keeps the private key. */
const SECRET = 'ledger_key';

/** Turns signing on, with a new key when there is none this shell can use, or off; a key stays for the next time. Throws `secret_store_unavailable`. */
export async function setSigning(core: Core, on: boolean): Promise<void> {
  const { 'ledger.key': known } = await readLedgerSettings(core.db.read);
  const made = on && (known === null || !(await isUsable(core, known))) ? await makeKey(core) : null;
  await core.db.write(async (tx) => {
    if (made !== null) {
      const payload = { publicKey: made.publicPem, fingerprint: made.fingerprint, madeAt: new Date(made.madeAt).toISOString() };
      await appendLedger(core, tx, { kind: 'key_made', subjectId: made.fingerprint, payload });
    }
    await writeLedgerSettings(tx, { 'ledger.signing': on, ...(made === null ? {} : { 'ledger.key': made }) });
  });
}

/** The private key goes first: a key that is announced and cannot sign would be worse than one that is not announced. */
async function makeKey(core: Core): Promise<LedgerKey> {
  const { privatePem, publicPem } = await core.signer.makeKeys();
  await core.secrets.set(SECRET, privatePem);
  const key = publicKeyOf(publicPem);
  if (key === null) throw new Error('The signer made a key of another kind');
  return { publicPem, fingerprint: core.hasher.sha256(key.der), madeAt: core.clock.now() };
}

/** Whether this shell holds the private key that belongs to `key`: another shell may have made a newer one since. */
export async function isUsable(core: Core, { publicPem }: LedgerKey): Promise<boolean> {
  if ((await core.secrets.state(SECRET)) !== 'set') return false;
  const [publicKey, data] = [publicKeyOf(publicPem)?.raw, core.codec.encodeUtf8(publicPem)];
  const signature = await signatureOf(core, data);
  return publicKey !== undefined && signature !== null && (await core.bundles.tools.verifyEd25519({ publicKey, signature, data })) === true;
}

/** Signs, or answers null when this shell holds no key. */
export async function signatureOf(core: Core, data: Uint8Array): Promise<Uint8Array | null> {
  const privatePem = await core.secrets.get(SECRET);
  return privatePem === null ? null : await core.signer.sign(privatePem, data);
}

/** The key to sign with now; null when signing is off or another shell holds the key. */
export async function signingKey(core: Core): Promise<LedgerKey | null> {
  const { 'ledger.signing': on, 'ledger.key': key } = await readLedgerSettings(core.db.read);
  return on && key !== null && (await isUsable(core, key)) ? key : null;
}
