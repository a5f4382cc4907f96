import { type BrowserWindow, dialog } from 'electron/main';
import type { Logger } from '../../src/ports/logger.ts';
import { afterCrash } from '../lifecycle/restart.rules.ts';
import type { Words } from '../words.ts';

export interface PageHealthOptions {
  readonly logger: Logger;
  words(): Words;
  quit(): void;
}

/** Reloads a page that died, with growing pauses; when it keeps dying, or does not answer, the user decides. */
export function watchPage(window: BrowserWindow, { logger, words, quit }: PageHealthOptions): void {
  const crashedAt: number[] = [];
  const reload = (): void => {
    if (!window.isDestroyed()) window.webContents.reload();
  };
  const ask = async (question: 'pageGone' | 'notResponding'): Promise<void> => {
    const gone = question === 'pageGone';
    const texts = words();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: texts.menu(gone ? 'pageGoneTitle' : 'notRespondingTitle'),
      detail: texts.menu(gone ? 'pageGoneText' : 'notRespondingText'),
      buttons: [texts.menu('reloadButton'), texts.menu(gone ? 'quitButton' : 'wait')],
      defaultId: gone ? 0 : 1,
      cancelId: 1,
    });
    if (response === 0) reload();
    else if (gone) quit();
  };
  const decide = (question: 'pageGone' | 'notResponding'): void => {
    ask(question).catch((cause: unknown) => logger.error('dialog_failed', cause));
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    logger.warn('page_gone', { reason, exitCode });
    const now = Date.now();
    crashedAt.push(now);
    const verdict = afterCrash(crashedAt, now);
    if (verdict.kind === 'restart') setTimeout(reload, verdict.delayMs);
    else decide('pageGone');
  });
  window.on('unresponsive', () => decide('notResponding'));
}
