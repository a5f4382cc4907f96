import type { WebContents } from 'electron/main';
import { openExternal } from './open-external.ts';
import { isOwnUrl } from './origin.ts';

/** Keeps a page on our own files: no navigation away, no second window, no embedded page. Links to the web open outside. */
export function confineNavigation(contents: WebContents, onFailure: (cause: unknown) => void): void {
  const refuseForeign = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // Outside this handler: the system's opener must not run while the page waits for the answer.
    setImmediate(() => openExternal(url).catch(onFailure));
    return { action: 'deny' };
  });
}
