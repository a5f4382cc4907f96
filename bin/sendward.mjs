#!/usr/bin/env node
import { ensureBuilt, ensureNode } from './node24.mjs';

await ensureNode();
await ensureBuilt();
await import('../dist/headless/cli.js');
