import type { HandOver, SmtpAccount, SmtpStage } from '../ports/mailer.ts';
import { AppError } from '../shared/app-error.ts';
import { singleLine } from '../shared/text.ts';

type NotSent = Extract<HandOver, { readonly outcome: 'not_sent' }>;

/** What the SMTP library tells about a failure. */
export interface SmtpFault extends Error {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

const REPLY_LIMIT = 1000;

/** A fault the connection never got to report: it took too long. */
export function timeoutFault(): SmtpFault {
  return Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' });
}

/** A server's reply on one line, cut to a length that can be kept. */
export function oneLine(reply: string): string {
  return singleLine(reply).slice(0, REPLY_LIMIT);
}

/** Replies to MAIL or RCPT that are about the login, not about the message (RFC 4954, section 6). */
const LOGIN_CODES = new Set([530, 534, 535, 538]);

/** The answer for a message that was given up before its content was sent. */
export function beforeData(fault: SmtpFault, messageTooLarge = false): HandOver {
  const { code, responseCode, response } = fault;
  if (messageTooLarge) return { outcome: 'refused', reply: oneLine(fault.message), code: 552, enhanced: null, stage: 'mail' };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    // Without a reply the library itself rejected the address: it would break the protocol.
    if (responseCode === undefined || response === undefined)
      return { outcome: 'refused', reply: oneLine(fault.message), code: 553, enhanced: null, stage: 'rcpt' };
    if (LOGIN_CODES.has(responseCode)) return { outcome: 'not_sent', errorCode: 'smtp_auth_failed', reply: oneLine(response), permanent: true };
    const stage = stageOf(fault.command);
    // A server that closes the connection says nothing about the message, unless it names a policy or a rate for this recipient.
    if (responseCode >= 400 && (responseCode !== 421 || (stage === 'rcpt' && /^421[ -]4\.(7|4\.5)/.test(response))))
      return refusal(response, responseCode, stage);
  }
  return connectionFault(fault);
}

/** In reply to which command of the envelope; DATA may be refused before any content is asked for. */
function stageOf(command: string | undefined): SmtpStage {
  if (command === 'DATA') return 'data';
  return command === 'MAIL FROM' ? 'mail' : 'rcpt';
}

/** The answer for a failure after the content had begun to leave: only a refusal in the server's own words is one. */
export function afterData(fault: SmtpFault): HandOver {
  const { code, responseCode, response } = fault;
  if (code === 'EMESSAGE' && response !== undefined && responseCode !== undefined && responseCode >= 400) return refusal(response, responseCode, 'data');
  return { outcome: 'uncertain', reply: oneLine(response ?? fault.message) };
}

function refusal(response: string, code: number, stage: SmtpStage): HandOver {
  return { outcome: 'refused', reply: oneLine(response), code, enhanced: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null, stage };
}

/** Which of the four ways a connection failed, and whether trying again without a change is of any use. */
export function connectionFault(fault: SmtpFault): NotSent {
  const reply = oneLine(fault.response ?? '');
  const temporary = fault.responseCode !== undefined && fault.responseCode < 500;
  if (fault.code === 'EAUTH') return { outcome: 'not_sent', errorCode: 'smtp_auth_failed', reply, permanent: !temporary };
  if (isTlsFault(fault)) {
    return {
      outcome: 'not_sent',
      errorCode: 'smtp_tls_failed',
      reply: reply === '' ? tlsReason(fault) : reply,
      permanent: isCertificateFault(fault) || (reply !== '' && !temporary),
    };
  }
  if (fault.code === 'ETIMEDOUT' || fault.originalCode === 'ETIMEDOUT') return { outcome: 'not_sent', errorCode: 'smtp_timeout', reply, permanent: false };
  return { outcome: 'not_sent', errorCode: 'smtp_unreachable', reply: reply === '' ? (fault.originalCode ?? fault.code ?? '') : reply, permanent: false };
}

function isTlsFault(fault: SmtpFault): boolean {
  return fault.code === 'ETLS' || fault.originalCode === 'EPROTO' || isCertificateFault(fault) || (fault.originalCode ?? '').startsWith('ERR_SSL');
}

/** Verification results of OpenSSL and Node's own check of the name: names, unlike the E… codes of sockets. */
function isCertificateFault(fault: SmtpFault): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME_MISMATCH/.test(`${fault.originalCode ?? ''} ${fault.code ?? ''}`);
}

function tlsReason(fault: SmtpFault): string {
  return oneLine(fault.originalCode ?? fault.message);
}

/** The same failure as an error of the contract, for a test of the connection. */
export function asAppError(fault: SmtpFault, account: SmtpAccount): AppError {
  const { errorCode, reply } = connectionFault(fault);
  const where = { host: account.host, port: account.port };
  if (errorCode === 'smtp_auth_failed') return new AppError(errorCode, { reply });
  if (errorCode === 'smtp_tls_failed') return new AppError(errorCode, { reason: reply });
  if (errorCode === 'smtp_timeout') return new AppError(errorCode, where);
  return fault.response === undefined ? new AppError('smtp_unreachable', where) : new AppError('smtp_refused', { reply });
}
