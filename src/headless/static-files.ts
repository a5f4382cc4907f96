import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { FILE_TYPES } from '../boot/file-types.ts';

interface StaticFile {
  readonly path: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly cache: string;
}

/** Names with a content hash never change; everything else is asked for again. */
function cacheOf(url: string): string {
  return /^\/assets\/.+-[\w-]{8}\.\w+$/.test(url) ? 'private, max-age=31536000, immutable' : 'no-cache';
}

function listed(root: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  if (!existsSync(root)) return files;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const type = FILE_TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const url = path.slice(root.length).replaceAll('\\', '/');
    files.set(url, { path, type, sizeBytes: statSync(path).size, cache: cacheOf(url) });
  }
  return files;
}

/** Answers a GET or HEAD when the path names a file of the page; false when it does not. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The built page. The files are listed once, and a request is looked up in that list as it stands: no part of a request
 * ever becomes part of a path, so there is nothing to traverse.
 */
export function staticFiles(root: string): ServeStatic {
  const files = listed(root);
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return false;
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.sizeBytes, 'cache-control': file.cache });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file.path)
        .once('error', () => response.destroy())
        .pipe(response);
    return true;
  };
}
