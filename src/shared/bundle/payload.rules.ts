import { parseJson } from '../json.ts';

/** What a payload of the ledger speaks of that has to be in the bundle in that very form. */
export interface Disclosed {
  /** SHA-256 of files, by the folder they lie in. */
  readonly files: ReadonlyMap<string, string>;
  /** The key it announces, as PEM; null for every other kind of row. */
  readonly publicKey: string | null;
}

const NONE: Disclosed = { files: new Map(), publicKey: null };

/** Where a payload says what lies in a folder. */
const SPOKEN_OF = {
  messages: ['message', 'emlSha256'],
  notices: ['notice', 'pdfSha256'],
  attachments: ['attachment', 'sha256'],
  policies: ['version', 'sha256'],
  replies: ['reply', 'emlSha256'],
} as const;

/** Folders whose files count only as far as the ledger speaks of them. */
export const HELD_BY_LEDGER: readonly string[] = Object.keys(SPOKEN_OF);

/** Reads a payload of the ledger; what is no payload speaks of nothing (its hash is checked elsewhere). */
export function disclosedBy(json: string): Disclosed {
  const payload = parseJson(json);
  if (payload === undefined) return NONE;
  const files = new Map<string, string>();
  for (const [folder, [part, name]] of Object.entries(SPOKEN_OF)) {
    const hash = memberOf(memberOf(payload, part), name);
    if (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) files.set(folder, hash);
  }
  const key = memberOf(payload, 'publicKey');
  return { files, publicKey: typeof key === 'string' ? key : null };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
