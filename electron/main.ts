import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron/main';
import { registerScheme } from './security/protocol.ts';
import { runShell } from './shell.ts';
import { startOptions } from './start-options.ts';

// Order matters: everything above the lock must happen before the app is ready, and nothing below it in a process that lost the lock.
const { dataFolder } = startOptions(process.argv);
registerScheme();
app.enableSandbox();
app.setAppUserModelId('org.sendward.Sendward');
// The lock belongs to the profile: one window a data folder, two data folders side by side.
const profile = claimProfile(join(dataFolder, 'shell'));
if (app.requestSingleInstanceLock()) void runShell({ dataFolder, profile, folder: import.meta.dirname });
else app.exit(0);

/** A folder that cannot be made leaves the engine's own; the core then tells what is wrong with the data folder. */
function claimProfile(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  }
  return app.getPath('userData');
}
