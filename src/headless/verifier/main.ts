import { lstat, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBundleTools, withFileSource } from '../../adapters/bundle-tools.ts';
import { zipContainer } from '../../shared/bundle/container.ts';
import type { Container } from '../../shared/bundle/container-form.ts';
import { filled, reportLines, VERIFIER_WORDS } from '../../shared/bundle/report.rules.ts';
import { type Verdict, verifyBundle } from '../../shared/bundle/verify.ts';
import { type Language, languageOf } from '../../shared/language.ts';

/** Larger files of a folder are hashed without being held. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** The folder a bundle was unpacked into: the same files, without the ZIP around them. */
async function folderContainer(folder: string): Promise<Container> {
  const paths = await filesBelow(folder);
  const names = paths.map((path) => relative(folder, path).split(sep).join('/'));
  const sizes = await Promise.all(paths.map(async (path) => (await lstat(path)).size));
  const read = (index: number) => withFileSource(paths[index] ?? '', (source) => source.read(0, source.sizeBytes));
  return {
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    names,
    faults: [],
    ordered: false,
    examine: async (index) => {
      if ((sizes[index] ?? 0) > WHOLE_BYTES) return { sha256: await streamed(paths[index] ?? ''), faults: [], content: null };
      const content = await read(index);
      return { sha256: await nodeBundleTools.sha256(content), faults: [], content };
    },
    content: async (index, limitBytes) => ((sizes[index] ?? 0) > limitBytes ? null : await read(index)),
  };
}

/** Step by step: what lists whole trees is younger than Node 18. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.map((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
  return (await Promise.all(below)).flat();
}

async function streamed(path: string): Promise<string> {
  return await withFileSource(path, async (source) => {
    const hash = nodeBundleTools.sha256Stream();
    for (let at = 0; at < source.sizeBytes; at += WHOLE_BYTES) hash.update(await source.read(at, WHOLE_BYTES));
    return hash.hex();
  });
}

async function judge(path: string): Promise<Verdict> {
  const stats = await lstat(path);
  if (stats.isDirectory()) return await verifyBundle(await folderContainer(path), nodeBundleTools);
  return await withFileSource(path, async (source) => await verifyBundle(await zipContainer(source, nodeBundleTools), nodeBundleTools));
}

function print(verdict: Verdict, language: Language, json: boolean): void {
  const { valid, problems, limits } = verdict;
  const lines = json ? [JSON.stringify({ valid, problems, limits })] : reportLines(verdict, language);
  process.stdout.write(`${lines.join('\n')}\n`);
}

// Without an argument the folder this lies in: that is where whoever unpacked a bundle finds it.
const [path = dirname(fileURLToPath(import.meta.url)), ...rest] = process.argv.slice(2).filter((argument) => argument !== '--json');
const language = languageOf((process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en').replace(/[.@].*$/, ''), 'en');
// Who reads through a pipe may stop early; the verdict stays the exit code.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});
if (rest.length > 0) {
  process.stderr.write('node verify.mjs [FILE.zip|FOLDER] [--json]\n');
  process.exitCode = 2;
} else {
  try {
    const verdict = await judge(path);
    print(verdict, language, process.argv.includes('--json'));
    process.exitCode = verdict.valid ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${filled(VERIFIER_WORDS[language].verify.unreadable, {})} (${error instanceof Error ? error.message : String(error)})\n`);
    process.exitCode = 2;
  }
}
