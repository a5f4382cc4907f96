import { AppError } from '../../shared/app-error.ts';
import { authRefused, isWebPage, notAnApi, privilegeMissing, readJson, refused, words } from '../answers.ts';
import type { PanelAccess, PanelAnswer } from '../connector.ts';

const PATH = '/api/';

/** Commands that are called. All of them only list. */
export type Command = 'v-list-users' | 'v-list-web-domains' | 'v-list-mail-domains';

/** Exit codes of the panel's commands (func/main.sh). */
const WRONG_PASSWORD = 9;
const FORBIDDEN = 10;

/** Commands over the API. After one refused login nothing is sent any more. */
export class Calls {
  readonly access: PanelAccess;
  #refusal: AppError | null = null;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** The JSON of a list; null = the panel says that there is nothing in it. Throws the `panel_…` errors. */
  async list(command: Command, args: readonly string[], signal: AbortSignal | undefined): Promise<unknown> {
    if (this.#refusal !== null) throw this.#refusal;
    try {
      const body = { ...keysOf(this.access), cmd: command, returncode: 'no', ...argumentsOf([...args, 'json']) };
      return listIn(command, await this.access.call({ method: 'POST', path: PATH, body, signal }));
    } catch (error) {
      if (error instanceof AppError && error.code === 'panel_auth_refused') this.#refusal = error;
      throw error;
    }
  }
}

/** Two keys with a colon between them; the secret one alone belongs to an access key that is the login. */
function keysOf({ login, secret }: PanelAccess): Readonly<Record<string, string>> {
  const [first = '', ...rest] = secret.trim().split(':');
  return rest.length === 0 ? { access_key: login, secret_key: first } : { access_key: first, secret_key: rest.join(':') };
}

function argumentsOf(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value, index) => [`arg${index + 1}`, value]));
}

/** The exit code decides: the HTTP status says 401 of an account that is suspended and 400 of one that is not there. */
function listIn(command: Command, answer: PanelAnswer): unknown {
  const { status, headers, text } = answer;
  const exit = /^\s*(\d{1,3})\s*$/.exec(headers['hestia-exit-code'] ?? '')?.[1];
  if (exit !== undefined && Number(exit) !== 0) throw failureOf(command, Number(exit), answer);
  if (status === 204) return null;
  if (isWebPage(text)) throw notAnApi(status);
  if (status === 401 || status === 403) throw authRefused(status);
  if (status === 404) throw notAnApi(status);
  if (status !== 200 || /^\s*error:/i.test(text)) throw refused(command, saidIn(text) || `HTTP ${status}`);
  return readJson(command, answer);
}

function failureOf(command: Command, exit: number, { status, text }: PanelAnswer): AppError {
  if (exit === WRONG_PASSWORD) return authRefused(status);
  // The same code for a key that may not do this and for an address that may not do anything.
  if (exit === FORBIDDEN) return /permission to run/i.test(text) ? privilegeMissing(command, command) : authRefused(status);
  return refused(command, saidIn(text) || `exit code ${exit}`);
}

/** Errors are plain text, whatever type they say they have, and may name the access key. */
function saidIn(text: string): string {
  return words(text.replace(/^\s*error:\s*/i, '').replace(/\bkey \S+/gi, 'key …'));
}
