import { app } from 'electron/main';
import type { Logger } from '../../src/ports/logger.ts';
import type { ShellStore } from '../adapters/shell-store.ts';
import { mayRelaunch } from './restart.rules.ts';

/** A failure nobody expected in main leaves an unknown state: it is logged and the app starts anew, once a minute at most. */
export function guardMain(logger: Logger, store: ShellStore): void {
  const end = (cause: unknown): void => {
    logger.error('main_failed', cause);
    const now = Date.now();
    try {
      if (mayRelaunch(store.read().relaunchedAt, now)) {
        store.write({ relaunchedAt: now });
        app.relaunch();
      }
    } catch (error) {
      // Without a note of it a relaunch could repeat for ever: leave.
      logger.error('relaunch_note_failed', error);
    }
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
