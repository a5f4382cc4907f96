import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { crashReporter, shell } from 'electron/common';
import { app, type BrowserWindow, dialog, Menu, nativeTheme, powerMonitor, session } from 'electron/main';
import { jsonLog } from '../src/adapters/json-log.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import type { Logger } from '../src/ports/logger.ts';
import { systemSealer } from './adapters/safe-storage.ts';
import { openShellStore, type ShellFacts, type ShellStore } from './adapters/shell-store.ts';
import { AlertNotices } from './alert-notices.ts';
import { CoreHost } from './core-host.ts';
import { guardMain } from './lifecycle/failures.ts';
import { createQuit, type Quit } from './lifecycle/quit.rules.ts';
import { buildMenu, buildTextMenu } from './menu.ts';
import { confinePages, confineSession } from './security/index.ts';
import { isTrustedSender } from './security/ipc-sender.ts';
import { createMainWindow, openPage, show } from './windows/main-window.ts';
import { watchPage } from './windows/page-health.ts';
import { systemLanguage, type Words, wordsIn } from './words.ts';

export interface ShellOptions {
  readonly dataFolder: string;
  /** What belongs to the window on this machine: Chromium's profile, the shell's own facts and log. */
  readonly profile: string;
  /** Folder of the built files of the shell. */
  readonly folder: string;
}

/** Starts everything in a process that holds the lock: rules for pages first, then core and window side by side. */
export async function runShell(options: ShellOptions): Promise<void> {
  const logger = jsonLog(join(options.profile, 'shell.log'), systemClock);
  const store = openShellStore(options.profile, Date.now);
  guardMain(logger, store);
  crashReporter.start({ uploadToServer: false });
  confinePages((cause) => logger.error('link_not_opened', cause));
  await app.whenReady();
  confineSession(session.defaultSession, join(options.folder, '..', 'renderer'));
  if (app.commandLine.hasSwitch('no-sandbox')) logger.warn('sandbox_off');
  new DesktopShell(options, { logger, store }).start();
}

class DesktopShell {
  readonly #options: ShellOptions;
  readonly #logger: Logger;
  readonly #store: ShellStore;
  readonly #core: CoreHost;
  readonly #notices: AlertNotices;
  readonly #quit: Quit;
  #words: Words;
  #window: BrowserWindow | undefined;

  constructor(options: ShellOptions, { logger, store }: { readonly logger: Logger; readonly store: ShellStore }) {
    this.#options = options;
    this.#logger = logger;
    this.#store = store;
    this.#words = wordsIn(store.read().language ?? systemLanguage(app.getPreferredSystemLanguages()));
    this.#core = new CoreHost({
      core: { dataFolder: options.dataFolder },
      folder: options.folder,
      sealer: systemSealer(process.platform, (cause) => logger.error('key_store_refused', cause)),
      onFailed: ({ code, params, cause }) => {
        logger.error('core_not_started', cause, { code });
        this.#cannotStart(this.#words.error(code, params));
      },
      onAppearance: ({ language, theme }) => this.#appear(language === null ? { theme } : { language, theme }),
      onAlerts: (alerts) => this.#notices.tell(alerts),
      onCrash: (exitCode, givenUp) => this.#coreGone(exitCode, givenUp),
    });
    this.#notices = new AlertNotices({
      open: (path) => this.#show(path),
      failed: (cause) => logger.warn('notification_refused', { cause }),
    });
    this.#quit = createQuit({
      drain: () => this.#core.drain(),
      wait: (delayMs) => pause(delayMs),
      failed: (cause) => logger.error('drain_failed', cause),
      exit: () => {
        this.#core.kill();
        app.exit(0);
      },
    });
  }

  start(): void {
    nativeTheme.themeSource = this.#store.read().theme;
    this.#nameThings();
    this.#obeySystem();
    this.#core.start();
    this.#open();
  }

  #obeySystem(): void {
    const quit = (): void => void this.#quit.begin();
    app.on('window-all-closed', quit);
    app.on('before-quit', (event) => {
      if (this.#quit.phase() === 'exiting') return;
      // Synchronously, or the app is gone before the core has finished.
      event.preventDefault();
      quit();
    });
    app.on('second-instance', () => this.#show());
    app.on('activate', () => this.#show());
    powerMonitor.on('shutdown', quit);
  }

  #show(path = ''): void {
    // While draining the data is being closed: a window opened now would stand on nothing.
    if (this.#quit.phase() !== 'running') return;
    if (this.#window === undefined) this.#open(path);
    else {
      show(this.#window);
      if (path !== '') this.#load(this.#window, path);
    }
  }

  #load(window: BrowserWindow, path: string): void {
    openPage(window, path).catch((cause: unknown) => this.#logger.error('page_not_loaded', cause));
  }

  #open(path = ''): void {
    const window = createMainWindow({
      folder: this.#options.folder,
      store: this.#store,
      onStoreFailure: (cause) => this.#logger.error('shell_facts_not_kept', cause),
    });
    this.#window = window;
    const { webContents } = window;
    webContents.ipc.on('core-connect', (event) => {
      if (isTrustedSender(event.senderFrame)) this.#core.connect(event.sender);
    });
    webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
      buildTextMenu(this.#words, { isEditable, hasSelection: selectionText.trim() !== '' })?.popup({ window });
    });
    window.on('closed', () => {
      this.#window = undefined;
    });
    // Windows asks here before it shuts down; `before-quit` does not come then.
    window.on('query-session-end', () => void this.#quit.begin());
    watchPage(window, { logger: this.#logger, words: () => this.#words, quit: () => void this.#quit.begin() });
    this.#load(window, path);
  }

  #appear(facts: Partial<Pick<ShellFacts, 'language' | 'theme'>>): void {
    nativeTheme.themeSource = facts.theme ?? 'system';
    if (facts.language !== undefined && facts.language !== null) this.#words = wordsIn(facts.language);
    this.#nameThings();
    try {
      this.#store.write(facts);
    } catch (error) {
      this.#logger.error('shell_facts_not_kept', error);
    }
  }

  #nameThings(): void {
    const words = this.#words;
    Menu.setApplicationMenu(
      buildMenu({ words, platform: process.platform, developing: !app.isPackaged, openDataFolder: () => void shell.openPath(this.#options.dataFolder) }),
    );
    const { electron = '', chrome = '', node } = process.versions;
    const protection = words.menu(app.commandLine.hasSwitch('no-sandbox') ? 'sandboxOff' : 'sandboxOn');
    app.setAboutPanelOptions({
      applicationName: app.getName(),
      applicationVersion: app.getVersion(),
      copyright: words.menu('aboutVersions', { electron, chrome, node, protection, folder: this.#options.dataFolder }),
    });
  }

  #coreGone(exitCode: number, givenUp: boolean): void {
    this.#logger.error('core_gone', undefined, { exitCode, givenUp });
    if (!givenUp) return;
    void this.#askAfterCrash();
  }

  async #askAfterCrash(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: this.#words.menu('coreGoneTitle'),
      detail: this.#words.menu('coreGoneText'),
      buttons: [this.#words.menu('tryAgain'), this.#words.menu('quitButton')],
      cancelId: 1,
    });
    if (response === 0) this.#core.start();
    else app.exit(1);
  }

  /** The data folder could not be opened: nothing can be shown in a page, so the system shows it. */
  #cannotStart(sentence: string): void {
    dialog.showErrorBox(this.#words.menu('cannotStartTitle'), `${sentence}\n\n${this.#words.menu('cannotStartFolder', { folder: this.#options.dataFolder })}`);
    app.exit(1);
  }
}
