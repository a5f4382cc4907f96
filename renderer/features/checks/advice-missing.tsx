import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Advice } from '../../../src/contract/checks.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { WAYS, type Way } from '../../../src/shared/lists.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, KeyValues, Notice } from '../../ui/display.tsx';
import { Lines } from './lines.tsx';

interface MissingProps {
  readonly advice: Advice;
  readonly hostId: HostId | undefined;
  onChooseHost(): void;
}

/** What was not answered, each with what hangs on it, and what is not known of the host. Nothing where all is known. */
export function AdviceMissing({ advice: { missing, ways, hostName }, hostId, onChooseHost }: MissingProps) {
  const { t } = useTranslation('checksScreen');
  // What is known of the addresses decides about sending nothing, no rule of a host.
  const hasGap = ways.some(({ way, reasons }) => way !== 'none' && reasons.length > 0 && reasons.every(({ rules }) => rules.length === 0));
  return (
    <>
      {missing.length > 0 && (
        <Card title={t('advice.missing')}>
          <p className="soft prose">{t('advice.missingWhy')}</p>
          <KeyValues items={missing.map((each) => ({ key: each.question, label: t(`advice.${each.question}`), value: <Decides ways={each.ways} /> }))} />
        </Card>
      )}
      {hostId === undefined ? (
        <Notice tone="unknown" title={t('advice.hostMissing')} actions={<ChooseHost onChoose={onChooseHost} />} />
      ) : (
        hasGap && (
          <Notice tone="info" actions={<LinkButton to={`/hosts/${hostId}/rules`}>{t('advice.enterRules')}</LinkButton>}>
            {t('advice.rulesMissing', { host: hostName })}
          </Notice>
        )
      )}
    </>
  );
}

function Decides({ ways }: { ways: readonly Way[] }) {
  const { t } = useTranslation('checksScreen');
  if (ways.length === 0) return <span className="soft">{t('advice.decidesNothing')}</span>;
  return ways.length === WAYS.length ? t('advice.decidesAll') : <Lines>{ways.map((way) => t(`way.${way}`))}</Lines>;
}

function ChooseHost({ onChoose }: { onChoose(): void }) {
  const { t } = useTranslation('checksScreen');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  return hosts.length === 0 ? <LinkButton to="/hosts/new">{t('advice.addHost')}</LinkButton> : <Button onPress={onChoose}>{t('advice.chooseHost')}</Button>;
}
