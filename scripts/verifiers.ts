import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';

const ROOT = join(import.meta.dirname, '..');

interface Program {
  readonly source: string;
  readonly format: 'es' | 'iife';
  readonly target: string;
}

/** One file without imports of its own. Not minified: whoever distrusts it can read it. */
async function program({ source, format, target }: Program): Promise<string> {
  const { build } = await import('vite');
  const config: InlineConfig = {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ...(format === 'es' ? { ssr: { noExternal: true, target: 'node' } } : {}),
    build: {
      ...(format === 'es' ? { ssr: join(ROOT, source) } : { lib: { entry: join(ROOT, source), formats: ['iife'], name: 'verifier' } }),
      write: false,
      target,
      minify: false,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { format, codeSplitting: false } },
    },
  };
  const built = await build(config);
  const outputs = Array.isArray(built) ? built : [built];
  const chunks = outputs.flatMap((result) => ('output' in result ? result.output : [])).flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  const [code] = chunks;
  if (chunks.length !== 1 || code === undefined) throw new Error(`${source} did not build into one file`);
  return code;
}

/** Builds the verifiers that go into every bundle: `verify.mjs` for Node 18 and newer, `verify.html` for browsers. */
export async function buildVerifiers(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const script = await program({ source: 'src/headless/verifier/main.ts', format: 'es', target: 'node18' });
  writeFileSync(join(folder, 'verify.mjs'), `#!/usr/bin/env node\n${script}`);
  const page = await program({ source: 'renderer/verifier/page.ts', format: 'iife', target: 'es2022' });
  if (page.includes('</script')) throw new Error('The program would end its own script element');
  const html = readFileSync(join(ROOT, 'renderer/verifier/verify.html'), 'utf8');
  writeFileSync(
    join(folder, 'verify.html'),
    html.replace('/*program*/', () => page),
  );
}
