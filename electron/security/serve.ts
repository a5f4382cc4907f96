import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { SECURITY_HEADERS } from '../../src/boot/content-security-policy.ts';
import { FILE_TYPES } from '../../src/boot/file-types.ts';
import { isOwnUrl } from './origin.ts';

const HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store' };

/** A request as Electron gives it: `initiatorOrigin` comes from the browser and is absent when nobody's page asked. */
export type PageRequest = Pick<Request, 'url' | 'method'> & { readonly initiatorOrigin?: string | null };

export type Serve = (request: PageRequest) => Promise<Response>;

/** Answers requests for the files under `root`, and only those: GET or HEAD, from our own page, of a known kind. */
export function serveFolder(root: string): Serve {
  const base = resolve(root);
  return async ({ url, method, initiatorOrigin }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    if (!isOwnUrl(url)) return refusal(404);
    if (typeof initiatorOrigin === 'string' && !isOwnUrl(initiatorOrigin)) return refusal(403);
    const path = filePath(base, new URL(url).pathname);
    const type = path === undefined ? undefined : FILE_TYPES[extname(path).toLowerCase()];
    if (path === undefined || type === undefined) return refusal(404);
    const bytes = await contentOf(path);
    if (bytes === undefined) return refusal(404);
    return new Response(method === 'HEAD' ? null : bytes, { headers: { ...HEADERS, 'content-type': type, 'content-length': String(bytes.length) } });
  };
}

/** The file a path names, or undefined when it leaves `base`. URL parsing keeps `..%2f` and `%5c`, so the decoded path is judged. */
function filePath(base: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    // Malformed percent-encoding names no file.
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = resolve(base, `.${decoded === '/' ? '/index.html' : decoded}`);
  return path.startsWith(base + sep) ? path : undefined;
}

async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
