import type { Session } from 'electron/main';
import { isOwnUrl } from './origin.ts';

/** True when a page may ask for `url`: our own files, what the page itself made, and the developer tools while developing. */
export function mayRequest(url: string, developing: boolean): boolean {
  if (isOwnUrl(url)) return true;
  const scheme = URL.parse(url)?.protocol;
  return scheme === 'blob:' || scheme === 'data:' || (developing && scheme === 'devtools:');
}

/** Nothing a page asks for leaves the machine: mail and updates never go through the renderer. */
export function filterRequests(session: Session, developing: boolean): void {
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, (details, answer) => answer({ cancel: !mayRequest(details.url, developing) }));
}
