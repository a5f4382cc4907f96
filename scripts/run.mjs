import { delimiter, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNode } from '../bin/node24.mjs';

// `node scripts/run.mjs FILE …` runs a file of the project on the Node that the install brings, whatever Node and npm called it:
// npm 10 installs that Node and forgets to link it, so it cannot be left to npm's path.
await ensureNode();
process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;
process.argv.splice(1, 1);
const [, file] = process.argv;
if (file === '--version') process.stdout.write(`${process.version}\n`);
else await import(pathToFileURL(resolve(file)).href);
