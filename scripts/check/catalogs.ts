import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';

export interface Sentence {
  /** `namespace:dotted.key`, with its plural suffix. */
  readonly key: string;
  /** The key without plural suffix: what code asks for. */
  readonly base: string;
  readonly text: string;
}

/** All sentences of one language. */
export interface Catalog {
  readonly language: Language;
  readonly namespaces: readonly string[];
  readonly sentences: ReadonlyMap<string, Sentence>;
}

type Tree = string | { readonly [key: string]: Tree };
const Tree: z.ZodType<Tree> = z.lazy(() => z.union([z.string(), z.record(z.string(), Tree)]));

function* flatten(tree: Tree, path: readonly string[]): Generator<readonly [string, string]> {
  if (typeof tree === 'string') yield [path.join('.'), tree];
  else for (const [key, branch] of Object.entries(tree)) yield* flatten(branch, [...path, key]);
}

/** `files_one` → `files`; a key is plural when its language also has the `_other` form of it. */
function baseOf(key: string, keys: ReadonlySet<string>): string {
  const match = /^(.+?)(_ordinal)?_(zero|one|two|few|many|other)$/.exec(key);
  const stem = match?.[1];
  return stem !== undefined && keys.has(`${stem}${match?.[2] ?? ''}_other`) ? stem : key;
}

/** A catalog from the parsed files of one language, by namespace. Throws on anything but nested texts. */
export function catalogOf(language: Language, files: ReadonlyMap<string, unknown>): Catalog {
  const texts = new Map([...files].flatMap(([namespace, json]) => [...flatten(Tree.parse(json), [])].map(([key, text]) => [`${namespace}:${key}`, text])));
  const keys = new Set(texts.keys());
  const sentences = new Map([...texts].map(([key, text]) => [key, { key, base: baseOf(key, keys), text }]));
  return { language, namespaces: [...files.keys()].sort(), sentences };
}

/** Reads `locales/<language>/*.json`. */
export function readCatalogs(root: string): Catalog[] {
  return LANGUAGES.map((language) => {
    const folder = join(root, 'locales', language);
    const paths = globSync('*.json', { cwd: folder }).sort();
    return catalogOf(language, new Map(paths.map((path) => [basename(path, '.json'), JSON.parse(readFileSync(join(folder, path), 'utf8'))])));
  });
}

/** The keys code may ask for. */
export function basesOf(catalog: Catalog): Set<string> {
  return new Set([...catalog.sentences.values()].map(({ base }) => base));
}

/** Names between `{{` and `}}`, without their format. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
