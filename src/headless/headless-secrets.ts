import { fileSecretStore } from '../adapters/secret-file.ts';
import type { BootOptions } from '../boot/boot.ts';
import type { SecretStore } from '../ports/secret-store.ts';

const PROVIDER = 'file';

type Db = Parameters<BootOptions['secrets']>[0];

/**
 * Secrets of the headless shell. The database notes which shell keeps a secret, never the secret: so one that the desktop shell
 * sealed shows as kept elsewhere instead of missing.
 */
export function headlessSecrets(folder: string, db: Db): SecretStore {
  const files = fileSecretStore(folder);
  return {
    state: async (name) => {
      if ((await files.state(name)) === 'set') return 'set';
      const row = await db.read.selectFrom('secret').select('provider').where('name', '=', name).executeTakeFirst();
      return row === undefined || row.provider === PROVIDER ? 'not_set' : 'stored_by_other_shell';
    },
    get: (name) => files.get(name),
    set: async (name, value) => {
      await files.set(name, value);
      const row = { name, provider: PROVIDER, sealed: '' };
      await db.write(async (tx) => {
        await tx
          .insertInto('secret')
          .values(row)
          .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
          .execute();
      });
    },
    clear: async (name) => {
      await files.clear(name);
      await db.write(async (tx) => {
        await tx.deleteFrom('secret').where('name', '=', name).execute();
      });
    },
  };
}
