import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { authRefused, isWebPage, notAnApi, privilegeMissing, readJson, refused, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccess, PanelAnswer } from '../connector.ts';

const PATH = '/virtual-server/remote.cgi';

/** Programs that are called. Both only read; of the second, its help is asked for. */
export type Program = 'list-domains' | 'search-maillogs';

const Envelope = z.object({ status: z.string(), error: z.unknown().optional(), data: z.unknown().optional() });
const DENIED = /not allowed|not permitted|permission|access denied|cannot (?:run|use|call)|may not/i;
/** The login of Webmin, shown in place of an answer where the remote API is not open to programs. */
const LOGIN_PAGE = /session_login\.cgi|webmin/i;

/** Programs of the remote API. After one refused login nothing is sent any more. */
export class Calls {
  readonly access: PanelAccess;
  #refusal: AppError | null = null;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** The data of an answer. Throws the `panel_…` errors. */
  async ask(program: Program, args: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<unknown> {
    if (this.#refusal !== null) throw this.#refusal;
    try {
      return dataOf(program, await this.#send(program, args, signal));
    } catch (error) {
      if (error instanceof AppError && error.code === 'panel_auth_refused') this.#refusal = error;
      throw error;
    }
  }

  async #send(program: Program, args: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<PanelAnswer> {
    const { login, secret } = this.access;
    // Where the login ends and the password begins is told by the first colon.
    if (login.includes(':')) throw authRefused(0);
    const headers = { authorization: `Basic ${this.access.base64(`${login}:${secret}`)}` };
    return await this.access.call({ method: 'GET', path: PATH, query: { program, json: '1', ...args }, headers, signal });
  }
}

function dataOf(program: Program, answer: PanelAnswer): unknown {
  const { status, text } = answer;
  const page = isWebPage(text);
  if (status === 401 || status === 403 || (page && LOGIN_PAGE.test(text.slice(0, 20_000)))) throw authRefused(status);
  if (status === 404 || page) throw notAnApi(status);
  if (status !== 200) throw refused(program, `HTTP ${status}`);
  const { status: outcome, error, data } = shaped(program, Envelope, readJson(program, answer));
  if (outcome === 'success') return data;
  if (outcome !== 'failure' && outcome !== 'error') throw unreadable(program, 'status');
  // The long form of it is the manual of the program.
  const said = words(error);
  throw DENIED.test(said) ? privilegeMissing(program, program) : refused(program, said || outcome);
}
