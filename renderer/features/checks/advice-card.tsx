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
import { AdviceTextDialog } from './advice-text-dialog.tsx';
import { HostRules } from './host-rules.tsx';

type Way = Advice['ways'][number];
type Reason = Way['reasons'][number];

const TONES = { advised: 'ok', possible: 'info', ask: 'unknown', no: 'stopped' } as const satisfies Record<Way['verdict'], Tone>;

/** Every way of sending, with what speaks for or against it and the host's rules behind that. */
export function AdviceCard({ wanted }: { wanted: AdviceInput }) {
  const { t } = useTranslation('checksScreen');
  const query = useQuery({ ...orpc.checks.advice.queryOptions({ input: { ...wanted, language: currentLanguage() } }), placeholderData: (before) => before });
  return (
    <Card flush title={t('advice.ways')}>
      <Loaded query={query}>{(advice) => <Ways ways={advice.ways} hostId={wanted.hostId} />}</Loaded>
    </Card>
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
          header: t('advice.ways'),
          cell: (way) => <Verdict {...way} />,
        },
        {
          id: 'why',
          header: t('column.found'),
          cell: ({ reasons }) => (
            <div className="stack finding" data-gap="s">
              {reasons.map((reason) => (
                <Sentence key={reason.code} reason={reason} hostId={hostId} />
              ))}
            </div>
          ),
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

/** The host's rules behind a way; where none is known it says so. */
function Behind({ rules, hostId }: { rules: Reason['rules']; hostId: HostId | undefined }) {
  const { t } = useTranslation('checksScreen');
  if (rules.length === 0) return <span className="soft small">{t('advice.noRule')}</span>;
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
