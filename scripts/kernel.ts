import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';
import { KERNEL_PAGES } from '../src/logs/kernel-pages.ts';

const KERNEL = join(import.meta.dirname, '../src/logs/kernel');
const CODE = join(import.meta.dirname, '../src/logs/kernel-code.ts');
/** Its memory is shared, so that what one thread read another one takes from where it lies: as `logs/kernel.ts` makes it. */
const MEMORY = [
  '--importMemory',
  '--sharedMemory',
  '--enable',
  'threads',
  '--initialMemory',
  `${KERNEL_PAGES.initial}`,
  '--maximumMemory',
  `${KERNEL_PAGES.maximum}`,
];
const OPTIONS = ['index.ts', '--outFile', 'kernel.wasm', '-O3', '--noAssert', '--runtime', 'minimal', '--enable', 'simd', ...MEMORY];

/** The module that holds the compiled kernel, made from its sources. Throws what the compiler has to say. */
async function compiled(): Promise<string> {
  const made = new Map<string, Uint8Array>();
  const { error, stderr } = await main([...OPTIONS, '--baseDir', KERNEL], {
    writeFile: (name, contents) => void made.set(name, typeof contents === 'string' ? Buffer.from(contents) : contents),
  });
  const code = made.get('kernel.wasm');
  if (error !== null || code === undefined) throw new Error(`src/logs/kernel: ${stderr.toString()}`);
  return `/** \`kernel/\`, compiled by \`scripts/kernel.ts\`: WebAssembly in base 64. */\nexport const KERNEL_CODE =\n  '${Buffer.from(code).toString('base64')}';\n`;
}

/** What is wrong with the compiled kernel that the application carries; '' = it is that of its sources. */
export async function kernelProblem(): Promise<string> {
  const code = await compiled();
  return readFileSync(CODE, 'utf8') === code ? '' : 'src/logs/kernel-code.ts is not that of src/logs/kernel: node scripts/kernel.ts';
}

if (import.meta.main) writeFileSync(CODE, await compiled());
