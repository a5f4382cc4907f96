import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comment, type Program, parseSync } from 'oxc-parser';

/** One file of the project, parsed once for all checks. */
export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** Something a check does not accept, and where. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const PRODUCT = ['src', 'electron', 'renderer', 'bin'];
const FOLDERS = [...PRODUCT, 'scripts', 'bench', 'test'];

/** Parses one file. Throws when it is not valid TypeScript: no check can speak about it then. */
export function parseSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return { path, text, program, comments };
}

/** Every TypeScript and JavaScript file people of this project write, in a fixed order. */
export function readSources(root: string): Source[] {
  return globSync([`{${FOLDERS.join(',')}}/**/*.{ts,tsx,mjs,cjs}`, '*.{ts,cjs,mjs}'], { cwd: root, exclude: ['**/node_modules/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Tests may be longer in their functions and may use what product code may not. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /[.]test[.]tsx?$/.test(path);
}

/** True for what users run. */
export function isProduct(path: string): boolean {
  return !isTest(path) && PRODUCT.some((folder) => path.startsWith(`${folder}/`));
}

/** 1-based line of an offset. */
export function lineAt(source: Source, offset: number): number {
  let line = 1;
  for (let at = source.text.indexOf('\n'); at !== -1 && at < offset; at = source.text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** A finding at an offset of a source. */
export function findingAt(source: Source, offset: number, message: string): Finding {
  return { path: source.path, line: lineAt(source, offset), message };
}

/** One line a finding, as editors link it. */
export function listed(findings: readonly Finding[]): string {
  return findings.map(({ path, line, message }) => `${path}:${line} ${message}`).join('\n');
}
