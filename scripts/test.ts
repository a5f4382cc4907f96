import { gates } from './check/gates.ts';
import { conclude, runSteps, total } from './check/steps.ts';
import { playwrightStep, vitestStep } from './check/test-runners.ts';

// Everything: the gates (the build is one of them), then the tests that share the machine badly, one runner after the other.
const checked = await runSteps(gates(), 2);
const tested = await runSteps([vitestStep('integration'), playwrightStep()], 1);
conclude(total([checked, tested]));
