import { app as plainApp } from './app.ts';
import { BrowserWindow, launchBrowser } from './browser-window.ts';
import { obeyTests } from './control.ts';
import { MessageChannelMain } from './ports.ts';
import { defaultSession, registerSchemes } from './session.ts';
import * as modules from './shell-modules.ts';
import { strict } from './strict.ts';
import { utilityProcess as plainUtilityProcess } from './utility-process.ts';

// The module that unmodified bundles import as "electron". What is missing here fails by name.
export const app = strict('app', plainApp);
export const dialog = strict('dialog', modules.dialog);
export const shell = strict('shell', modules.shell);
export const nativeTheme = strict('nativeTheme', modules.nativeTheme);
export const screen = strict('screen', modules.screen);
export const powerMonitor = strict('powerMonitor', modules.powerMonitor);
export const ipcMain = strict('ipcMain', modules.ipcMain);
export const crashReporter = strict('crashReporter', modules.crashReporter);
export const safeStorage = strict('safeStorage', modules.safeStorage);
export const utilityProcess = strict('utilityProcess', plainUtilityProcess);
export const session = strict('session', { defaultSession: strict('session', defaultSession) });
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: unknown): void => {
    plainApp.needNotReady('protocol.registerSchemesAsPrivileged');
    registerSchemes(schemes);
  },
});
export const { Menu, Notification } = modules;
export { BrowserWindow, MessageChannelMain };
// biome-ignore lint/style/noDefaultExport: the real module has one, and electron-store imports it
export default { app, ipcMain, shell };

obeyTests();
// Ready comes after main's first turn, as in Electron: what main does in it happens before.
setImmediate(() => void launchBrowser());
