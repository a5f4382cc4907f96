import { contextBridge, ipcRenderer } from 'electron';

/** All that is used of the page's window: this file is compiled without the browser's types. */
declare const window: { readonly location: { readonly origin: string }; postMessage(message: string, origin: string, transfer: object[]): void };

// The page asks with `sendward.connect()` and gets its line to the core as a window message "sendward:port" with one port.
// It must check `event.source === window` and `event.origin === location.origin`, then `port.start()`, and speaks oRPC
// (`@orpc/client/message-port`). When the port's "close" event comes (the core was restarted), it calls `connect()` again.
ipcRenderer.on('core-port', (event) => window.postMessage('sendward:port', window.location.origin, event.ports));
contextBridge.exposeInMainWorld('sendward', { shell: 'electron', connect: () => ipcRenderer.send('core-connect') });
