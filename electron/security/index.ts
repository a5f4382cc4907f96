import { app, type Session } from 'electron/main';
import { confineNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { answerScheme } from './protocol.ts';
import { filterRequests } from './requests.ts';
import { serveFolder } from './serve.ts';

/** Applies the rules to every page there will ever be. Before the first window. */
export function confinePages(onFailure: (cause: unknown) => void): void {
  app.on('web-contents-created', (_event, contents) => confineNavigation(contents, onFailure));
}

/** Applies the rules to the session all windows share, and serves the renderer in it. After ready. */
export function confineSession(session: Session, rendererFolder: string): void {
  denyPermissions(session);
  filterRequests(session, !app.isPackaged);
  answerScheme(session, serveFolder(rendererFolder));
}
