import { openShellStore } from '../../../electron/adapters/shell-store.ts';

// Run in a process of its own whose files may not grow: tries to keep new facts and says what happened.
const [, , folder = '', language = ''] = process.argv;
const store = openShellStore(folder, () => 0);
try {
  store.write({ language: language === 'ru' ? 'ru' : 'fr' });
  process.stdout.write('kept');
} catch (error) {
  process.stdout.write(`refused, still ${store.read().language}`);
  process.stderr.write(String(error));
}
