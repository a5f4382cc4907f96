import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { authRefused, isWebPage, name, notAnApi, privilegeMissing, readJson, refused, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccess, PanelAnswer } from '../connector.ts';
import { isForm, readForm } from './decode.ts';

/** Who is logged in and what he may call. */
export interface Session {
  readonly user: string;
  /** `admin`, `reseller` or `user`; '' = the server is too old to say. */
  readonly role: string;
  /** What a restricted login key may call; empty = everything. */
  readonly allowed: readonly string[];
  readonly version: string;
}

export interface Ask {
  readonly query?: Readonly<Record<string, string>>;
  /** Put where the path says `{username}`. */
  readonly user?: string;
  /** The client to act as, with the reseller's own secret. */
  readonly as?: string;
  readonly signal: AbortSignal | undefined;
}

const SESSION = '/api/session';
const LOGIN_TEST = 'CMD_API_LOGIN_TEST';
const SessionInfo = z.object({ effectiveUsername: z.string(), effectiveRole: z.string(), allowedCommands: z.array(z.string()).nullish() });
const Trouble = z
  .object({ type: z.unknown(), message: z.unknown(), error: z.unknown(), text: z.unknown(), details: z.unknown(), result: z.unknown() })
  .partial();
/** Words in which the panel refuses a command. They may be translated; then it is a refusal like others. */
const DENIED = /permission|access denied|not allowed|unauthori[sz]ed|not authori[sz]ed|cannot execute|do(es)? not have access/i;

/**
 * The two APIs a DirectAdmin has side by side. The login is tried first, once, with a call that costs nothing, so that a page in place of an answer can be told
 * from a wrong secret: after it, a page means that this login may not make the call. After one refused login nothing is sent any more, since the server
 * counts them and locks the address out.
 */
export class Calls {
  readonly access: PanelAccess;
  #session: Session | null = null;
  #refusal: AppError | null = null;
  #clientsRefused = false;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** True once the server refused to let the reseller act as a client: it is not asked again. */
  get clientsRefused(): boolean {
    return this.#clientsRefused;
  }

  async session(signal: AbortSignal | undefined): Promise<Session> {
    this.#session ??= await this.#open(signal);
    return this.#session;
  }

  /** A `CMD_` command. Numbers in it are text. Throws the `panel_…` errors. */
  async legacy(command: string, ask: Ask): Promise<unknown> {
    await this.session(ask.signal);
    const answer = await this.#send(`/${command}`, { ...ask, query: { json: 'yes', ...ask.query } });
    return legacyValue(command, answer);
  }

  /** A `CMD_` command that answers in lines, as it stands. */
  async lines(command: string, ask: Ask): Promise<string> {
    await this.session(ask.signal);
    const answer = await this.#send(`/${command}`, ask);
    refuseFailure(command, answer);
    if (/^\s*(error=[1-9]|\{\s*"error")/.test(answer.text)) legacyValue(command, answer);
    return answer.text;
  }

  /** A call of the newer API; undefined = this server has no such call, or not of this user. Throws the `panel_…` errors. */
  async modern(path: string, ask: Ask): Promise<unknown> {
    await this.session(ask.signal);
    const answer = await this.#send(path.replace('{username}', encodeURIComponent(ask.user ?? '')), ask);
    if (answer.status === 404) return undefined;
    refuseFailure(path, answer);
    return readJson(path, answer);
  }

  /** The first of these that this server has, by its newest name; undefined = it has none of them. */
  async firstOf(paths: readonly string[], ask: Ask): Promise<unknown> {
    for (const path of paths) {
      const value = await this.modern(path, ask);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  async #open(signal: AbortSignal | undefined): Promise<Session> {
    const answer = await this.#send(SESSION, { signal });
    // Servers older than the newer API, and keys that may not call it, still have the command.
    if (answer.status === 403 || answer.status === 404) return await this.#openOld(signal);
    if (isWebPage(answer.text)) throw this.#pageFor(answer);
    if (answer.status !== 200) throw failureOf(SESSION, answer);
    const info = shaped(SESSION, SessionInfo, readJson(SESSION, answer));
    return { user: name(info.effectiveUsername), role: name(info.effectiveRole), allowed: info.allowedCommands ?? [], version: versionOf(answer) };
  }

  async #openOld(signal: AbortSignal | undefined): Promise<Session> {
    const answer = await this.#send(`/${LOGIN_TEST}`, { query: { json: 'yes' }, signal });
    if (answer.status === 403) throw this.#refuse(authRefused(403));
    if (isWebPage(answer.text)) throw this.#pageFor(answer);
    if (answer.status !== 200) throw notAnApi(answer.status);
    const trouble = troubleIn(parsed(LOGIN_TEST, answer));
    if (trouble !== null) throw this.#refuse(authRefused(answer.status));
    return { user: this.access.login, role: '', allowed: [], version: versionOf(answer) };
  }

  /** The panel's own page is its login; any other is of somebody else. */
  #pageFor({ status, text }: PanelAnswer): AppError {
    return /directadmin|CMD_LOGIN/i.test(text) ? this.#refuse(authRefused(status)) : notAnApi(status);
  }

  async #send(path: string, { query, as, signal }: Ask): Promise<PanelAnswer> {
    if (this.#refusal !== null) throw this.#refusal;
    const { login, secret } = this.access;
    const asClient = as !== undefined && as !== login;
    if (asClient && this.#clientsRefused) throw privilegeMissing(path, '');
    const authorization = `Basic ${this.access.base64(`${asClient ? `${login}|${as}` : login}:${secret}`)}`;
    try {
      const headers = { authorization, accept: 'application/json' };
      const answer = await this.access.call({ method: 'GET', path, ...(query === undefined ? {} : { query }), headers, signal });
      const disabled = answer.status === 403 && /LOGIN_ACCOUNT_DISABLED/.test(answer.text);
      if (answer.status === 401 || (disabled && !asClient)) throw authRefused(answer.status);
      return answer;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'panel_auth_refused') throw error;
      if (!asClient) throw this.#refuse(error);
      // The reseller's own login works. Another try as another client would be the second wrong login in the eyes of the server.
      this.#clientsRefused = true;
      throw privilegeMissing(path, '');
    }
  }

  #refuse(error: AppError): AppError {
    this.#refusal = error;
    return error;
  }
}

/** What cannot be an answer by its status, or is a page: the panel shows its login, or a refusal, in place of what was asked. */
function refuseFailure(call: string, answer: PanelAnswer): void {
  const { status, text } = answer;
  if (status === 403 || (status === 200 && isWebPage(text))) throw privilegeMissing(call, call);
  if (status !== 200) throw failureOf(call, answer);
}

function failureOf(call: string, { status, text }: PanelAnswer): AppError {
  return refused(call, (isWebPage(text) ? null : troubleIn(parsedOrNull(text))) ?? `HTTP ${status}`);
}

function legacyValue(command: string, answer: PanelAnswer): unknown {
  refuseFailure(command, answer);
  const value = parsed(command, answer);
  const trouble = troubleIn(value);
  if (trouble !== null) throw DENIED.test(trouble) ? privilegeMissing(command, command) : refused(command, trouble);
  return value;
}

/** The value of an answer in either encoding: older servers pass over `json=yes`. */
function parsed(call: string, answer: PanelAnswer): unknown {
  const { text } = answer;
  if (/^\s*[[{]/.test(text)) return readJson(call, answer);
  if (!isForm(text)) throw unreadable(call, `${text.length} characters in neither encoding`);
  return readForm(text);
}

function parsedOrNull(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // A SyntaxError: an error without words of its own.
    return isForm(text) ? readForm(text) : null;
  }
}

/** What the panel says went wrong, both APIs and both encodings; null = nothing did. `error=0` is a success. */
function troubleIn(value: unknown): string | null {
  const read = Trouble.safeParse(value);
  if (!read.success) return null;
  const { type, message, error, text, details, result } = read.data;
  const failed = error !== undefined && error !== null && error !== '' && error !== 0 && error !== '0' && error !== false;
  const said = [text, details, result].map((part) => words(part)).filter((part) => part !== '');
  if (failed) return said.join(': ') || words(error) || 'error';
  if (typeof type === 'string' && /^[A-Z_]+$/.test(type)) return words(message) || type;
  return null;
}

function versionOf({ headers }: PanelAnswer): string {
  return /DirectAdmin[^\d]{0,20}(\d+(?:\.\d+)+)/i.exec(headers['server'] ?? '')?.[1] ?? '';
}
