import type { BootOptions } from '../../src/boot/boot.ts';
import { fail } from '../../src/contract/fail.ts';
import type { SecretStore } from '../../src/ports/secret-store.ts';
import type { SecretChannel } from './secret-channel.ts';

const PROVIDER = 'electron-safe-storage';

type Db = Parameters<BootOptions['secrets']>[0];

/**
 * Secrets of the desktop shell: sealed by the system's key store, the sealed text kept in the database beside who sealed it.
 * A refusing key store never costs the sealed text: it stays for a later try.
 */
export function sealedSecrets(db: Db, channel: SecretChannel): SecretStore {
  const rowOf = (name: string) => db.read.selectFrom('secret').select(['provider', 'sealed']).where('name', '=', name).executeTakeFirst();
  const put = (name: string, sealed: string): Promise<void> => {
    const row = { name, provider: PROVIDER, sealed };
    return db.write(async (tx) => {
      await tx
        .insertInto('secret')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    });
  };
  return {
    state: async (name) => {
      const row = await rowOf(name);
      if (row === undefined) return 'not_set';
      return row.provider === PROVIDER ? 'set' : 'stored_by_other_shell';
    },
    get: async (name) => {
      const row = await rowOf(name);
      if (row === undefined || row.provider !== PROVIDER) return null;
      const opened = await channel.ask('open', row.sealed);
      if (opened === null) throw fail('secret_store_unavailable', {});
      if (opened.resealed !== null) await put(name, opened.resealed);
      return opened.value;
    },
    set: async (name, value) => {
      const sealed = await channel.ask('seal', value);
      if (sealed === null) throw fail('secret_store_unavailable', {});
      await put(name, sealed.value);
    },
    clear: (name) =>
      db.write(async (tx) => {
        await tx.deleteFrom('secret').where('name', '=', name).execute();
      }),
  };
}
