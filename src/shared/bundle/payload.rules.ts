/** Which files a payload speaks of, by their SHA-256, and whether one of them is a reply. */
export interface DisclosedFiles {
  readonly files: readonly string[];
  readonly reply: boolean;
}

const NONE: DisclosedFiles = { files: [], reply: false };

/** Reads a payload of the ledger; what is no payload speaks of nothing (its hash is checked elsewhere). */
export function disclosedBy(json: string): DisclosedFiles {
  const payload = parsed(json);
  if (payload === undefined) return NONE;
  const reply = hashAt(payload, 'reply', 'emlSha256');
  const files = [
    hashAt(payload, 'message', 'emlSha256'),
    hashAt(payload, 'notice', 'pdfSha256'),
    hashAt(payload, 'attachment', 'sha256'),
    hashAt(payload, 'version', 'sha256'),
    reply,
  ].filter((hash) => hash !== null);
  return { files, reply: reply !== null };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function hashAt(payload: unknown, part: string, name: string): string | null {
  const value = memberOf(memberOf(payload, part), name);
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
