import { gates } from './check/gates.ts';
import { conclude, runSteps } from './check/steps.ts';

// Every gate but the tests that need a database, a server or a browser: under a minute, before each commit.
conclude(await runSteps(gates(), 2));
