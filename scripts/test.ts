import { electronBinary, NOT_INSTALLED } from '../test/e2e-electron/binary.ts';
import { gates } from './check/gates.ts';
import { conclude, runSteps, total } from './check/steps.ts';
import { playwrightStep, vitestStep } from './check/test-runners.ts';

// Everything: the gates (the build is one of them), then the tests that share the machine badly, one runner after the other.
const checked = await runSteps(gates(), 2);
// The desktop specs run by themselves where the runtime is.
const desktop = electronBinary() === undefined ? [] : [playwrightStep('desktop')];
if (desktop.length === 0) process.stdout.write(`${NOT_INSTALLED}\n`);
const tested = await runSteps([vitestStep('integration'), playwrightStep('browser'), ...desktop], 1);
conclude(total([checked, tested]));
