import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdviceInput } from '../../../src/contract/checks.ts';
import { RadioCards, Select, Switch } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { AdviceCard } from './advice-card.tsx';
import { CheckTabs } from './check-tabs.tsx';
import { HostField } from './host-field.tsx';
import { PaceCard } from './pace-card.tsx';
import './checks.css';

const KINDS = ['service', 'letter', 'prospecting'] as const satisfies readonly AdviceInput['kind'][];
const CONSENTS = ['all', 'some', 'none'] as const satisfies readonly AdviceInput['consent'][];
const SERVERS = ['shared', 'vps', 'kvm', 'unknown'] as const satisfies readonly AdviceInput['server'][];
const SENDERS = ['own', 'provider'] as const satisfies readonly AdviceInput['sender'][];

const AT_FIRST: AdviceInput = { addresses: 500, kind: 'letter', consent: 'some', bought: false, server: 'shared', sender: 'own' };

/** A few questions about a mailing, by what way it may be sent, and how long that takes. */
export function AdviceScreen() {
  const { t } = useTranslation('notices');
  const [wanted, setWanted] = useState(AT_FIRST);
  return (
    <Page title={t('title')} wide>
      <CheckTabs />
      <Questions wanted={wanted} onChange={setWanted} />
      <AdviceCard wanted={wanted} />
      <PaceCard addresses={wanted.addresses} hostId={wanted.hostId} />
    </Page>
  );
}

interface QuestionProps {
  wanted: AdviceInput;
  onChange(wanted: AdviceInput): void;
}

function Questions({ wanted, onChange }: QuestionProps) {
  const { t } = useTranslation('checksScreen');
  return (
    <Card title={t('advice.title')}>
      <Surroundings wanted={wanted} onChange={onChange} />
      <RadioCards
        across
        label={t('advice.kind')}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind })}
        options={KINDS.map((id) => ({ id, label: t(`advice.kindOf.${id}`) }))}
      />
      <RadioCards
        across
        label={t('advice.consent')}
        value={wanted.consent}
        onChange={(consent) => onChange({ ...wanted, consent })}
        options={CONSENTS.map((id) => ({ id, label: t(`advice.consentOf.${id}`) }))}
      />
      <Switch label={t('advice.bought')} isSelected={wanted.bought} onChange={(bought) => onChange({ ...wanted, bought })} />
    </Card>
  );
}

/** How many, from where and under what name. */
function Surroundings({ wanted, onChange }: QuestionProps) {
  const { t } = useTranslation('checksScreen');
  const { hostId, ...rest } = wanted;
  return (
    <div className="columns">
      <NumberField
        label={t('advice.addresses')}
        value={wanted.addresses}
        minValue={1}
        maxValue={100_000_000}
        onChange={(addresses) => addresses !== null && onChange({ ...wanted, addresses })}
      />
      <HostField
        label={t('advice.host')}
        none={t('advice.noHost')}
        value={hostId ?? null}
        onChange={(id) => onChange(id === null ? rest : { ...rest, hostId: id })}
      />
      <Select
        label={t('advice.server')}
        value={wanted.server}
        onChange={(server) => onChange({ ...wanted, server })}
        options={SERVERS.map((id) => ({ id, label: t(`advice.serverOf.${id}`) }))}
      />
      <Select
        label={t('advice.sender')}
        value={wanted.sender}
        onChange={(sender) => onChange({ ...wanted, sender })}
        options={SENDERS.map((id) => ({ id, label: t(`advice.senderOf.${id}`) }))}
      />
    </div>
  );
}
