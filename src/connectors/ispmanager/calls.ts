import { AppError } from '../../shared/app-error.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { authRefused, isWebPage, name, notAnApi, privilegeMissing, refused, unreadable, words } from '../answers.ts';
import type { PanelAccess } from '../connector.ts';
import { type Doc, readDoc, textOf } from './doc.ts';

const PATH = '/ispmgr';
/** A session lives an hour from its last call. */
const SESSION_MS = 45 * MINUTE_MS;

/** Functions that are called. All of them only read: forms are opened and never sent. */
export type Func = 'user' | 'user.edit' | 'user.history' | 'webdomain';

/**
 * Functions in one session, so that the panel notes one login and not one for each call. After one refused login nothing is sent any more. Everything goes in the
 * body: what stands in an address stands in logs.
 */
export class Calls {
  readonly access: PanelAccess;
  #session: { readonly id: string; readonly usedAt: number } | null = null;
  #refusal: AppError | null = null;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** Calls a function. Throws the `panel_…` errors. */
  async ask(func: Func, args: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Doc> {
    const had = this.#session !== null;
    const doc = await this.#inSession(func, args, signal);
    if (doc.error === null) return doc;
    if (doc.error.type !== 'auth') throw failureOf(doc);
    // A session ends before its time when the panel is started anew. One new login tells that from a login that is not wanted any more.
    this.#session = null;
    const again = had ? await this.#inSession(func, args, signal) : doc;
    if (again.error === null) return again;
    throw again.error.type === 'auth' ? this.#refuse(authRefused(200)) : failureOf(again);
  }

  async #inSession(func: Func, args: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Doc> {
    const auth = await this.#login(signal);
    const doc = await this.#send(func, { auth, func, ...args }, signal);
    this.#session = { id: auth, usedAt: this.access.now() };
    return doc;
  }

  async #login(signal: AbortSignal | undefined): Promise<string> {
    if (this.#session !== null && this.access.now() - this.#session.usedAt < SESSION_MS) return this.#session.id;
    const { login, secret } = this.access;
    const doc = await this.#send('auth', { func: 'auth', username: login, password: secret }, signal);
    if (doc.error !== null) throw /^(auth|access)$/.test(doc.error.type) ? this.#refuse(authRefused(200)) : failureOf(doc);
    const id = name(textOf(doc.fields['auth']));
    if (id === '') throw unreadable('auth', 'no session');
    this.#session = { id, usedAt: this.access.now() };
    return id;
  }

  async #send(call: string, form: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Doc> {
    if (this.#refusal !== null) throw this.#refusal;
    try {
      // In one language, whatever the account is set to.
      const answer = await this.access.call({ method: 'POST', path: PATH, body: { ...form, out: 'json', lang: 'en' }, signal });
      const { status, text } = answer;
      if (status === 401 || status === 403) throw authRefused(status);
      if (status === 404 || (status !== 200 && isWebPage(text))) throw notAnApi(status);
      if (status !== 200) throw refused(call, `HTTP ${status}`);
      return readDoc(call, answer);
    } catch (error) {
      if (error instanceof AppError && error.code === 'panel_auth_refused') throw this.#refuse(error);
      throw error;
    }
  }

  #refuse(error: AppError): AppError {
    this.#refusal = error;
    return error;
  }
}

function failureOf({ call, error }: Doc): AppError {
  if (error?.type === 'access') return privilegeMissing(call, call);
  return refused(call, words(error?.message) || error?.type || 'error');
}
