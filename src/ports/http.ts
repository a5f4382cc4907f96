/** A request to a panel. Redirects are not followed; they are answers like others. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds without the whole answer after which the request is given up. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** SHA-256 of the one certificate that is accepted for this server, lower-case hexadecimal; null = as the system's authorities say. */
  readonly pin: string | null;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The certificate a server shows. */
export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly sha256: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Why it would not be accepted by itself; null = it would. */
  readonly problem: 'self_signed' | 'unknown_authority' | 'other_name' | 'expired' | 'not_yet_valid' | 'other' | null;
}

/**
 * HTTPS; plain HTTP only to loopback addresses. Certificates are always verified, by authorities or against the pin, before a byte of the request leaves.
 * Throws `panel_unreachable`, `panel_timeout`, `panel_tls_failed`, `panel_answer_too_large`.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Shakes hands, sends nothing, and says what the server showed. */
  certificate(url: string, timeoutMs: number, signal?: AbortSignal): Promise<ServerCertificate>;
}
