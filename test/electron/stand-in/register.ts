import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const STAND_IN = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;

// `electron` in an unmodified bundle becomes the stand-in; nothing else changes.
registerHooks({
  resolve: (specifier, context, next) => (/^electron(\/(main|common))?$/.test(specifier) ? { url: STAND_IN, shortCircuit: true } : next(specifier, context)),
});
