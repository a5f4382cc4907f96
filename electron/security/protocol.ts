import { protocol, type Session } from 'electron/main';
import { SCHEME } from './origin.ts';
import type { PageRequest, Serve } from './serve.ts';

/**
 * Gives `app://` the rights of a web origin. Must run before the app is ready.
 * `corsEnabled` belongs to `supportFetchAPI`: without it other origins may read the answers.
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } }]);
}

/** Answers the pages of `session` from `serve`. Handlers are per session. */
export function answerScheme(session: Session, serve: Serve): void {
  session.protocol.handle(SCHEME, (request: PageRequest) => serve(request));
}
