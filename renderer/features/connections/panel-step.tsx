import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { PANEL_KINDS } from '../../../src/shared/panels.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { PublishedLines } from './capability-list.tsx';
import type { Facts } from './panel-facts.ts';
import { ReportCard } from './report-card.tsx';
import type { PanelChoice, SetUp } from './use-set-up.ts';

interface PanelStepProps {
  setUp: SetUp;
  kinds: readonly Facts[];
  packId: PackId;
  onLeave: (() => void) | undefined;
}

/** Which panel the host has, each with what it publishes; or none, and then reports are put in by hand. */
export function PanelStep({ setUp: { kind, setKind, setStep }, kinds, packId, onLeave }: PanelStepProps) {
  const { t } = useTranslation(['connections', 'common']);
  const known = PANEL_KINDS.flatMap((id) => kinds.filter((facts) => facts.kind === id));
  return (
    <>
      <div className="panel-cards">
        <RadioCards<PanelChoice>
          label={t('panel.which')}
          hint={t('panel.hint')}
          value={kind}
          onChange={setKind}
          across
          options={[
            ...known.map((facts) => ({
              id: facts.kind,
              label: t(`kind.${facts.kind}`),
              hint: t(`kindHint.${facts.kind}`),
              content: <PublishedLines capabilities={facts.capabilities} />,
            })),
            { id: 'none' as const, label: t('panel.none'), hint: t('panel.noneHint') },
          ]}
        />
      </div>
      {kind === 'none' ? (
        <ReportCard packId={packId} />
      ) : (
        <div className="row">
          <Button variant="primary" isDisabled={kind === null} onPress={() => setStep('access')}>
            {t('common:next')}
          </Button>
          {onLeave !== undefined && <Button onPress={onLeave}>{t('common:cancel')}</Button>}
        </div>
      )}
    </>
  );
}
