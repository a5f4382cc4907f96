import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connections.ts';
import type { Host } from '../../../src/contract/hosts.ts';
import { Stepper } from '../../ui/display.tsx';
import { Page } from '../../ui/page.tsx';
import { AccessStep } from './access-step.tsx';
import { CertificateStep } from './certificate-step.tsx';
import { CheckStep } from './check-step.tsx';
import type { Facts } from './panel-facts.ts';
import { PanelStep } from './panel-step.tsx';
import { ReadStep } from './read-step.tsx';
import { type SetUp, useSetUp } from './use-set-up.ts';

interface SetUpProps {
  host: Host;
  pack: Host['packs'][number];
  kinds: readonly Facts[];
  /** How it is connected now, when that is to be changed. */
  kept: Connection | undefined;
  onDone(): void;
}

const STEPS = ['panel', 'access', 'check', 'read'] as const;

/** Connects a pack: which panel, how to get in, whether to trust its certificate, what it gives, and what is there. */
export function SetUpPages({ host, pack, kinds, kept, onDone }: SetUpProps) {
  const { t } = useTranslation('connections');
  const setUp = useSetUp(pack.id, kept);
  const { step } = setUp;
  // Every step is a page of its own: the focus goes back to its title, instead of being lost with the button that was pressed.
  return (
    <Page key={step} title={t('setUp.title', { pack: pack.name })} intro={t('setUp.intro')} parent={{ to: `/hosts/${host.id}`, label: host.name }}>
      <Stepper label={t('setUp.steps')} current={step === 'certificate' ? 'access' : step} steps={STEPS.map((id) => ({ id, label: t(`setUp.step.${id}`) }))} />
      <Step setUp={setUp} pack={pack} kinds={kinds} isChange={kept !== undefined} onDone={onDone} />
    </Page>
  );
}

interface StepProps {
  setUp: SetUp;
  pack: Host['packs'][number];
  kinds: readonly Facts[];
  /** There is something to go back to without finishing. */
  isChange: boolean;
  onDone(): void;
}

function Step({ setUp, pack, kinds, isChange, onDone }: StepProps) {
  const facts = kinds.find(({ kind }) => kind === setUp.kind);
  const leave = isChange ? onDone : undefined;
  if (setUp.step === 'panel' || facts === undefined) return <PanelStep setUp={setUp} kinds={kinds} packId={pack.id} onLeave={leave} />;
  if (setUp.step === 'access') return <AccessStep setUp={setUp} facts={facts} onLeave={leave} />;
  if (setUp.step === 'certificate') return <CertificateStep setUp={setUp} />;
  if (setUp.step === 'check') return <CheckStep setUp={setUp} packId={pack.id} onLeave={onDone} />;
  return <ReadStep setUp={setUp} onDone={onDone} />;
}
