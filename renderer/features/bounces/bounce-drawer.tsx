import { useQuery } from '@tanstack/react-query';
import { Mail, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BounceRow } from '../../../src/contract/bounces.ts';
import { client, orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { DateTime } from '../../ui/time.tsx';
import { Advice } from './advice.tsx';
import { BlockState } from './block-state.tsx';
import { FailureTag } from './failure-tag.tsx';
import { blocksAddress } from './problems.rules.ts';
import { needsOtherAddress, situationOf } from './situation.rules.ts';

/** One message that came back: what it means and what to do first, then the words of the server and where all of it is. */
export function BounceDrawer({ row, onClose }: { row: BounceRow | undefined; onClose(): void }) {
  const { t } = useTranslation('bounces');
  return (
    <Drawer title={row?.clientName ?? t('returned.title')} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && <Content row={row} />}
    </Drawer>
  );
}

function Content({ row }: { row: BounceRow }) {
  const { t } = useTranslation('bounces');
  const { replyId } = row;
  return (
    <>
      <div className="stack" data-gap="s">
        <p>
          <FailureTag row={row} /> {row.kind === 'bounce' && <span className="soft">{t(`classHint.${row.class}`)}</span>}
        </p>
        <Advice situation={situationOf(row)} />
      </div>
      <Blocks row={row} />
      <section className="stack" data-gap="s">
        <h3>{t('detail.words')}</h3>
        {row.diagnostic === '' ? <p className="soft">{t('detail.noWords')}</p> : <CodeText>{row.diagnostic}</CodeText>}
      </section>
      <Facts row={row} />
      <div className="row">
        {needsOtherAddress(situationOf(row)) && (
          <LinkButton to={`/clients/${row.clientId}/edit`} variant="primary" icon={Pencil}>
            {t('detail.correct')}
          </LinkButton>
        )}
        <LinkButton to={`/sending/${row.outboxId}`} icon={Mail}>
          {t('detail.openMessage')}
        </LinkButton>
        {replyId !== null && <SaveButton ask={() => client.acknowledgements.replyFile({ id: replyId })}>{t('detail.mail')}</SaveButton>}
      </div>
    </>
  );
}

/** What is in force for the address or its domain, with the way to lift it. */
function Blocks({ row }: { row: BounceRow }) {
  const blocks = useQuery(orpc.bounces.suppressions.queryOptions({ input: { clientId: row.clientId } })).data?.rows ?? [];
  return blocks.filter((block) => blocksAddress(block, row.address)).map((block) => <BlockState key={block.id} block={block} />);
}

function Facts({ row }: { row: BounceRow }) {
  const { t } = useTranslation('bounces');
  const items: { key: string; label: string; value: ReactNode }[] = [
    { key: 'client', label: t('detail.client'), value: <a href={`#/clients/${row.clientId}`}>{row.clientName}</a> },
    { key: 'address', label: t('detail.address'), value: row.address },
    { key: 'subject', label: t('detail.subject'), value: row.subject },
    { key: 'when', label: t('detail.when'), value: <DateTime at={row.at} /> },
    { key: 'origin', label: t('detail.origin'), value: t(`origin.${row.origin}`) },
  ];
  if (row.code !== '') items.push({ key: 'code', label: t('detail.code'), value: <CodeText>{row.code}</CodeText> });
  return <KeyValues items={items} />;
}
