import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suspect, Verdict } from '../../../src/contract/culprits.ts';
import { sidesOf } from '../../../src/shared/culprits.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { LabelTag } from './label-tag.tsx';
import { ReasonList } from './reasons.tsx';
import { SuspectCurve } from './suspect-curve.tsx';
import { tellingFirst } from './telling.rules.ts';
import { nameOf, percentOf } from './verdict-words.ts';

interface CompareProps {
  verdict: Verdict;
  /** The accounts to begin with. */
  first: readonly [string, string];
  onClose(): void;
}

/** Two accounts side by side, figure by figure. */
export function CompareDialog({ verdict, first, onClose }: CompareProps) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const [left, setLeft] = useState(first[0]);
  const [right, setRight] = useState(first[1]);
  const options = verdict.suspects.map((suspect) => ({ id: suspect.account, label: nameOf(suspect), hint: suspect.clientName || suspect.account }));
  const pair = [left, right].flatMap((account) => verdict.suspects.find((suspect) => suspect.account === account) ?? []);
  return (
    <Dialog
      title={t('compare.title')}
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('common:close')}
        </Button>
      }
    >
      <div className="fields-across">
        <Select label={t('compare.left')} value={left} onChange={setLeft} options={options} />
        <Select label={t('compare.right')} value={right} onChange={setRight} options={options} />
      </div>
      <Rows verdict={verdict} pair={pair} />
    </Dialog>
  );
}

interface Row {
  readonly id: string;
  readonly label: string;
  cell(suspect: Suspect): React.ReactNode;
}

function Rows({ verdict, pair }: { verdict: Verdict; pair: readonly Suspect[] }) {
  const { t } = useTranslation('culpritsScreen');
  const rows = useRows(verdict);
  const columns: readonly TableColumn<Row>[] = [
    { id: 'what', header: t('compare.what'), cell: ({ label }) => label },
    ...pair.map((suspect, index): TableColumn<Row> => ({ id: String(index), header: nameOf(suspect), cell: (row) => row.cell(suspect) })),
  ];
  return (
    <div className="compare">
      <Table label={t('compare.title')} rows={rows} rowKey={({ id }) => id} columns={columns} stacks />
    </div>
  );
}

function useRows(verdict: Verdict): readonly Row[] {
  const { t } = useTranslation(['culpritsScreen', 'culprits', 'common']);
  const { dateTime, number, percent } = useFormat();
  const known = (value: number | null) => (value === null ? t('common:unknown') : number(Math.round(value)));
  return [
    { id: 'label', label: t('compare.label'), cell: ({ label }) => <LabelTag label={label} /> },
    { id: 'client', label: t('compare.client'), cell: ({ clientName }) => clientName || t('suspect.noClient') },
    { id: 'recipients', label: t('compare.recipients'), cell: ({ recipients }) => number(recipients) },
    {
      id: 'usual',
      label: t('compare.usual'),
      cell: ({ usual, usualFrom }) => (
        <>
          {known(usual)} {usualFrom === 'window' && <span className="soft small">({t('others.within')})</span>}
        </>
      ),
    },
    { id: 'weighted', label: t('compare.weighted'), cell: ({ weightedShare }) => percent(percentOf(weightedShare)) },
    { id: 'share', label: t('compare.share'), cell: ({ share }) => percent(percentOf(share)) },
    { id: 'chance', label: t('compare.chance'), cell: ({ surprise }) => <Chance surprise={surprise} /> },
    { id: 'own', label: t('compare.failedOwn'), cell: ({ failedByOwn }) => number(failedByOwn) },
    { id: 'block', label: t('compare.failedBlock'), cell: ({ failedByBlock }) => number(failedByBlock) },
    {
      id: 'alone',
      label: t('compare.alone'),
      cell: ({ sufficientAlone }) => (sufficientAlone === null ? t('compare.noLimit') : t(sufficientAlone ? 'common:yes' : 'common:no')),
    },
    { id: 'onset', label: t('compare.onset'), cell: ({ onsetAt }) => (onsetAt === null ? t('common:none') : dateTime(onsetAt)) },
    { id: 'curve', label: t('compare.curve'), cell: (suspect) => <SuspectCurve suspect={suspect} verdict={verdict} /> },
    { id: 'for', label: t('reasons.for'), cell: (suspect) => <ReasonList side="for" reasons={tellingFirst(sidesOf(suspect).for)} /> },
    { id: 'against', label: t('reasons.against'), cell: (suspect) => <ReasonList side="against" reasons={sidesOf(suspect).against} /> },
  ];
}

/** How often so much happens by itself. */
function Chance({ surprise }: Pick<Suspect, 'surprise'>) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { number } = useFormat();
  if (surprise === null) return t('common:unknown');
  if (surprise < 1) return t('compare.often');
  if (surprise >= 9) return t('compare.never');
  return t('compare.oneIn', { number: number(Math.round(10 ** surprise)) });
}
