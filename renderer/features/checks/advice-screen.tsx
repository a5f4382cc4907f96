import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdviceInput } from '../../../src/contract/checks.ts';
import { WAY_CHOICES } from '../../../src/shared/lists.ts';
import { RadioCards, Select } from '../../ui/choice.tsx';
import { Card } from '../../ui/display.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { AdviceCard } from './advice-card.tsx';
import { CheckTabs } from './check-tabs.tsx';
import { HostField } from './host-field.tsx';
import { PaceCard } from './pace-card.tsx';
import './checks.css';

const BOUGHT = ['no', 'yes'] as const;

/** A few questions about a mailing, by what way it may be sent, and how long that takes. */
export function AdviceScreen() {
  const { t } = useTranslation('notices');
  const [wanted, setWanted] = useState<AdviceInput>({});
  const hostField = useRef<HTMLDivElement>(null);
  return (
    <Page title={t('title')} wide>
      <CheckTabs />
      <Questions wanted={wanted} onChange={setWanted} hostField={hostField} />
      <AdviceCard wanted={wanted} onChooseHost={() => hostField.current?.querySelector('button')?.focus()} />
      <PaceCard addresses={wanted.addresses} hostId={wanted.hostId} />
    </Page>
  );
}

interface QuestionProps {
  wanted: AdviceInput;
  onChange(wanted: AdviceInput): void;
  hostField: RefObject<HTMLDivElement | null>;
}

function Questions({ wanted, onChange, hostField }: QuestionProps) {
  const { t } = useTranslation('checksScreen');
  return (
    <Card title={t('advice.title')}>
      <Surroundings wanted={wanted} onChange={onChange} hostField={hostField} />
      <RadioCards
        across
        label={t('advice.kind')}
        value={wanted.kind ?? null}
        onChange={(kind) => onChange({ ...wanted, kind })}
        options={WAY_CHOICES.kind.map((id) => ({ id, label: t(`advice.kindOf.${id}`) }))}
      />
      <RadioCards
        across
        label={t('advice.consent')}
        value={wanted.consent ?? null}
        onChange={(consent) => onChange({ ...wanted, consent })}
        options={WAY_CHOICES.consent.map((id) => ({ id, label: t(`advice.consentOf.${id}`) }))}
      />
      <RadioCards
        across
        label={t('advice.bought')}
        value={wanted.bought === undefined ? null : wanted.bought ? 'yes' : 'no'}
        onChange={(bought) => onChange({ ...wanted, bought: bought === 'yes' })}
        options={BOUGHT.map((id) => ({ id, label: t(`advice.boughtOf.${id}`) }))}
      />
    </Card>
  );
}

/** How many, from where and under what name. */
function Surroundings({ wanted, onChange, hostField }: QuestionProps) {
  const { t } = useTranslation('checksScreen');
  const { hostId, addresses, ...rest } = wanted;
  return (
    <div className="columns">
      <NumberField
        label={t('advice.addresses')}
        value={addresses ?? null}
        minValue={1}
        maxValue={100_000_000}
        onChange={(count) => onChange({ ...rest, hostId, ...(count !== null && { addresses: count }) })}
      />
      <div ref={hostField}>
        <HostField
          label={t('advice.host')}
          none={t('advice.noHost')}
          value={hostId ?? null}
          onChange={(id) => onChange({ ...rest, addresses, ...(id !== null && { hostId: id }) })}
        />
      </div>
      <Select
        label={t('advice.server')}
        value={wanted.server ?? null}
        placeholder={t('advice.unanswered')}
        onChange={(server) => onChange({ ...wanted, server })}
        options={WAY_CHOICES.server.map((id) => ({ id, label: t(`advice.serverOf.${id}`) }))}
      />
      <Select
        label={t('advice.sender')}
        value={wanted.sender ?? null}
        placeholder={t('advice.unanswered')}
        onChange={(sender) => onChange({ ...wanted, sender })}
        options={WAY_CHOICES.sender.map((id) => ({ id, label: t(`advice.senderOf.${id}`) }))}
      />
    </div>
  );
}
