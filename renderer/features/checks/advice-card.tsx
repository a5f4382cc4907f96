import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Advice, AdviceInput } from '../../../src/contract/checks.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { AdviceMissing } from './advice-missing.tsx';
import { AdviceTextDialog } from './advice-text-dialog.tsx';
import { HostRules } from './host-rules.tsx';

type Way = Advice['ways'][number];
type Reason = Way['reasons'][number];

const TONES = { advised: 'ok', possible: 'info', ask: 'unknown', no: 'stopped', open: 'unknown' } as const satisfies Record<Way['verdict'], Tone>;

interface AdviceProps {
  readonly wanted: AdviceInput;
  onChooseHost(): void;
}

/** What is not answered yet, and every way of sending with what speaks for or against it and the host's rules behind that. */
export function AdviceCard({ wanted, onChooseHost }: AdviceProps) {
  const { t } = useTranslation('checksScreen');
  const query = useQuery({ ...orpc.checks.advice.queryOptions({ input: { ...wanted, language: currentLanguage() } }), placeholderData: (before) => before });
  return (
    <Loaded query={query}>
      {(advice) => (
        <>
          <AdviceMissing advice={advice} hostId={wanted.hostId} onChooseHost={onChooseHost} />
          {advice.ways.some(({ verdict }) => verdict !== 'open') && (
            <Card flush title={t('advice.ways')}>
              <Ways ways={advice.ways} hostId={wanted.hostId} />
            </Card>
          )}
        </>
      )}
    </Loaded>
  );
}

function Ways({ ways, hostId }: { ways: readonly Way[]; hostId: HostId | undefined }) {
  const { t } = useTranslation('checksScreen');
  return (
    <Table
      label={t('advice.ways')}
      stacks
      rows={ways}
      rowKey={({ way }) => way}
      columns={[
        {
          id: 'way',
          header: t('advice.way'),
          cell: (way) => <Verdict {...way} />,
        },
        {
          id: 'why',
          header: t('column.found'),
          cell: ({ verdict, reasons }) => <Why verdict={verdict} reasons={reasons} hostId={hostId} />,
        },
        {
          id: 'rules',
          header: t('advice.rulesBehind'),
          cell: ({ reasons }) => <Behind rules={reasons.flatMap(({ rules }) => rules)} hostId={hostId} />,
        },
      ]}
    />
  );
}

function Verdict({ way, verdict }: Pick<Way, 'way' | 'verdict'>) {
  const { t } = useTranslation('checksScreen');
  return (
    <div className="stack" data-gap="s">
      <span>{t(`way.${way}`)}</span>
      <div>
        <StateTag tone={TONES[verdict]}>{t(`verdict.${verdict}`)}</StateTag>
      </div>
    </div>
  );
}

interface WhyProps extends Pick<Way, 'verdict' | 'reasons'> {
  hostId: HostId | undefined;
}

/** What speaks for or against a way, as far as the answers go. */
function Why({ verdict, reasons, hostId }: WhyProps) {
  const { t } = useTranslation('checksScreen');
  return (
    <div className="stack finding" data-gap="s">
      {reasons.map((reason) => (
        <Sentence key={reason.code} reason={reason} hostId={hostId} />
      ))}
      {verdict === 'open' && <span className="soft">{t('advice.hangs')}</span>}
      {verdict !== 'open' && reasons.length === 0 && <span className="soft">{t('advice.whatever')}</span>}
    </div>
  );
}

/** The host's rules behind a way; that there is none is said once, above all ways. */
function Behind({ rules, hostId }: { rules: Reason['rules']; hostId: HostId | undefined }) {
  if (rules.length === 0) return '–';
  return (
    <div className="small">
      <HostRules rules={rules} hostId={hostId} />
    </div>
  );
}

/** A sentence of an advice; for a host it can be worded otherwise. */
function Sentence({ reason, hostId }: { reason: Reason; hostId: HostId | undefined }) {
  const { t } = useTranslation('checksScreen');
  const [editing, setEditing] = useState(false);
  const { code, text, own } = reason;
  return (
    <div className="advice-sentence">
      <span>
        {text} {own && <StateTag tone="info">{t('advice.own')}</StateTag>}
      </span>
      {hostId !== undefined && <IconButton icon={PencilLine} label={t('advice.edit', { text })} onPress={() => setEditing(true)} />}
      {hostId !== undefined && editing && <AdviceTextDialog which={{ hostId, code }} onClose={() => setEditing(false)} />}
    </div>
  );
}
