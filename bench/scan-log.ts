import { nodeLogScanner } from '../src/adapters/log-scan.ts';

/** Reads one log in a process of its own, to be measured from outside, and says how many lines it has. */
const [path = ''] = process.argv.slice(2);
const request = { files: [{ name: 'log', path }], format: 'auto', zone: 'America/New_York', year: 2026, accounts: [] } as const;
const { lines } = await nodeLogScanner.scan(request, () => undefined);
process.stdout.write(`${lines}\n`);
