import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { authRefused, count, isWebPage, notAnApi, privilegeMissing, refused, unreadable, words } from '../answers.ts';
import type { PanelAccess, PanelAnswer } from '../connector.ts';
import { readXml } from '../xml.ts';

const PATH = '/enterprise/control/agent.php';
/** Right of a subscription or reseller that opens the interface at all, as event handlers spell it. */
export const API_RIGHT = 'ability_to_use_remote_xml_interface';

/** One or many look alike in XML. */
const LISTS: ReadonlySet<string> = new Set(['customer', 'webspace', 'site', 'reseller', 'get', 'get_traffic', 'result', 'traffic']);

/** Codes of the reduced list that mean the login: wrong, closed, disabled, locked, of no known kind, and a key that is wrong or comes from another address. */
const LOGIN_CODES: ReadonlySet<number> = new Set([1001, 1010, 1011, 1012, 1029, 11_003]);
const DENIED = 1006;

/** An answer to one packet. */
export interface Packet {
  readonly call: string;
  readonly value: unknown;
  /** Of the interface; '' = it does not say. */
  readonly version: string;
}

/** What was asked of one operator: each item on its own, since one that fails does not make the others fail. */
export interface Results {
  readonly found: readonly unknown[];
  /** Why an item failed, for the first that did. */
  readonly failure: AppError | null;
}

const Failure = z.object({ status: z.string(), errcode: z.unknown(), errtext: z.unknown() }).partial({ errcode: true, errtext: true });
const Envelope = z.object({ packet: z.union([z.literal(''), z.looseObject({})]) });
const System = z.object({ system: Failure });
const Operation = z.union([z.literal(''), z.object({ result: z.array(z.looseObject({ status: z.string() })).default([]) })]);

/** Sends packets as the reseller, one after the other. After one refused login nothing is sent any more. */
export class Packets {
  readonly access: PanelAccess;
  #refusal: AppError | null = null;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** `call` names the packet in errors. Operators in `body` may be several: each is answered by itself. Throws the `panel_…` errors. */
  async send(call: string, body: string, signal: AbortSignal | undefined): Promise<Packet> {
    if (this.#refusal !== null) throw this.#refusal;
    try {
      const headers = { 'content-type': 'text/xml', ...loginOf(this.access) };
      // Without a version the server answers in its newest.
      const answer = await this.access.call({
        method: 'POST',
        path: PATH,
        headers,
        body: `<?xml version="1.0" encoding="UTF-8"?><packet>${body}</packet>`,
        signal,
      });
      return packetIn(call, answer);
    } catch (error) {
      if (error instanceof AppError && error.code === 'panel_auth_refused') this.#refusal = error;
      throw error;
    }
  }
}

/** A secret key looks like one and nothing else does: 32 hexadecimal digits, in newer versions with dashes. Anything else is a password. */
export function isSecretKey(secret: string): boolean {
  return /^\s*([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/i.test(secret);
}

function loginOf({ login, secret }: PanelAccess): Readonly<Record<string, string>> {
  if (isSecretKey(secret)) return { KEY: secret.trim() };
  if (/[\0\r\n]/.test(login + secret)) throw authRefused(0);
  return { HTTP_AUTH_LOGIN: asBytes(login), HTTP_AUTH_PASSWD: asBytes(secret) };
}

/** A header is bytes, one a character: UTF-8 ones here. */
function asBytes(text: string): string {
  return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function packetIn(call: string, answer: PanelAnswer): Packet {
  const { status, text } = answer;
  if (status === 401 || status === 403) throw authRefused(status);
  if (status !== 200) throw status === 404 || isWebPage(text) ? notAnApi(status) : refused(call, `HTTP ${status}`);
  const read = Envelope.safeParse(readXml(call, answer, LISTS));
  if (!read.success) throw unreadable(call, 'no packet');
  const system = System.safeParse(read.data.packet);
  if (system.success && system.data.system.status !== 'ok') throw failureOf(call, system.data.system, API_RIGHT);
  return { call, value: read.data.packet, version: /<packet\b[^>]*\bversion\s*=\s*["']([\d.]{1,20})["']/.exec(text.slice(0, 1000))?.[1] ?? '' };
}

/** The code decides: the text beside it is in the language of the server. */
function failureOf(call: string, { errcode, errtext }: z.infer<typeof Failure>, privilege: string): AppError {
  const code = count(errcode);
  if (code === null) return unreadable(call, 'an error without its code');
  if (LOGIN_CODES.has(code)) return authRefused(code);
  if (code === DENIED) return privilegeMissing(call, privilege);
  return refused(call, `${code} ${words(errtext)}`.trim());
}

/** What `operator` answered to `operation`. No result at all is how an empty list looks. Throws `panel_unreadable`, or why nothing could be found. */
export function resultsOf({ call, value }: Packet, operator: string, operation: string): Results {
  const operations = z.object({ [operator]: z.array(z.unknown()) }).safeParse(value);
  const asked = (operations.data?.[operator] ?? []).flatMap((one) => z.object({ [operation]: z.array(Operation) }).safeParse(one).data?.[operation] ?? []);
  if (asked.length === 0) throw unreadable(call, `no ${operator}/${operation}`);
  const results = asked.flatMap((one) => (one === '' ? [] : one.result));
  const found = results.filter(({ status }) => status === 'ok');
  const failed = results.find(({ status }) => status !== 'ok');
  const failure = failed === undefined ? null : failureOf(call, Failure.parse(failed), `${operator}/${operation}`);
  if (failure !== null && (found.length === 0 || failure.code === 'panel_auth_refused' || failure.code === 'panel_unreadable')) throw failure;
  return { found, failure };
}
