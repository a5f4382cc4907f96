import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BounceRow, Suppression } from '../../../src/contract/bounces.ts';
import type { ClientCard } from '../../../src/contract/clients.ts';
import type { ClientId } from '../../../src/contract/ids.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Advice } from './advice.tsx';
import { BlockState } from './block-state.tsx';
import { BounceDrawer } from './bounce-drawer.tsx';
import { FailureTag } from './failure-tag.tsx';
import { needsOtherAddress, situationOf } from './situation.rules.ts';
import { useProblems } from './use-problems.ts';
import './bounces.css';

/** What is wrong with the addresses of a client and what to do; nothing at all while his mail arrives. */
export function ClientProblems({ client }: { client: ClientCard }) {
  const { t } = useTranslation('bounces');
  const [open, setOpen] = useState<BounceRow>();
  const { problems, reachable } = useProblems(client);
  if (problems.length === 0) return null;
  return (
    <Card title={t('client.title')}>
      {reachable === false && (
        <Notice tone="stopped" title={t('client.notReachable')}>
          {t('client.notReachableWhy')}
        </Notice>
      )}
      {problems.map(({ address, last, block }) => (
        <Problem key={address} clientId={client.id} address={address} last={last} block={block} onOpen={setOpen} />
      ))}
      <BounceDrawer row={open} onClose={() => setOpen(undefined)} />
    </Card>
  );
}

interface ProblemProps {
  clientId: ClientId;
  address: string;
  last: BounceRow | undefined;
  block: Suppression | undefined;
  onOpen(row: BounceRow): void;
}

function Problem({ clientId, address, last, block, onOpen }: ProblemProps) {
  const { t } = useTranslation('bounces');
  return (
    <section className="stack problem" data-gap="s" aria-label={address}>
      <div className="row" data-justify="between">
        <h3>{address}</h3>
        {last !== undefined && (
          <span className="row">
            <FailureTag row={last} />
            <span className="soft small">
              <RelativeTime at={last.at} />
            </span>
            <Button variant="quiet" onPress={() => onOpen(last)} aria-label={`${t('client.details')}: ${address}`}>
              {t('client.details')}
            </Button>
          </span>
        )}
      </div>
      {last !== undefined && <Advice situation={situationOf(last)} />}
      {(last === undefined || needsOtherAddress(situationOf(last))) && (
        <div className="row">
          <LinkButton to={`/clients/${clientId}/edit`} variant="primary" icon={Pencil}>
            {t('detail.correct')}
          </LinkButton>
        </div>
      )}
      {block !== undefined && <BlockState block={block} isQuiet />}
    </section>
  );
}
