import { join } from 'node:path';
import { build } from 'vite';
import { z } from 'zod';

const Output = z.array(z.object({ output: z.tuple([z.looseObject({ code: z.string() })]) }));

/** The test's own client as one script to be run in a page. */
export async function pageClient(): Promise<string> {
  const [bundle] = Output.parse(
    await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'page-client.mjs'), formats: ['iife'], name: 'pageClient' } },
    }),
  );
  return bundle?.output[0].code ?? '';
}
