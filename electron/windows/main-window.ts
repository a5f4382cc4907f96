import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron/main';
import type { ShellStore } from '../adapters/shell-store.ts';
import { pageAt } from '../security/origin.ts';
import { WEB_PREFERENCES } from '../security/web-preferences.ts';
import { placeWindow, SMALLEST } from './window-state.rules.ts';

const SETTLE_MS = 400;

export interface MainWindowOptions {
  /** Folder of the built files. */
  readonly folder: string;
  readonly store: ShellStore;
  /** The place of the window could not be kept. */
  onStoreFailure(cause: unknown): void;
}

/** The one window factory. Shows itself when its first frame is there, in the colour of the theme, where it was left. */
export function createMainWindow({ folder, store, onStoreFailure }: MainWindowOptions): BrowserWindow {
  const facts = store.read();
  const bounds = placeWindow(
    facts.window,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: { ...WEB_PREFERENCES, preload: join(folder, 'preload.cjs'), devTools: !app.isPackaged },
  });
  if (facts.window?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => window.webContents.setZoomLevel(facts.zoom));
  keepPlace(window, store, onStoreFailure);
  return window;
}

/** Loads the page, or goes to a place in it (`/hosts/alerts`); the answer of a failed load is an event of its own. */
export async function openPage(window: BrowserWindow, path = ''): Promise<void> {
  await window.loadURL(pageAt(path));
}

/** Brings the window to the front, wherever it is. */
export function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function keepPlace(window: BrowserWindow, store: ShellStore, onStoreFailure: (cause: unknown) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    try {
      store.write({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() }, zoom: window.webContents.getZoomLevel() });
    } catch (error) {
      onStoreFailure(error);
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLE_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', keep);
}
