import type { WebPreferences } from 'electron/main';

/** What every page runs with; the window factory adds the preload path and nothing else. */
export const WEB_PREFERENCES = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The spell checker downloads dictionaries from a third party at first use.
  spellcheck: false,
} as const satisfies WebPreferences);
