import { useTranslation } from 'react-i18next';
import type { DossierItemView } from '../../../src/contract/dossiers.ts';
import { client } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice, StateTag } from '../../ui/display.tsx';
import { ItemForm } from './item-form.tsx';
import { NotNeeded } from './not-needed.tsx';
import type { PanelProps } from './panel-props.ts';
import { SampleFindings } from './sample-findings.tsx';
import { StoredItem } from './stored-item.tsx';
import { isOpen, useAct } from './use-dossier.ts';
import { warningsOf } from './warnings.ts';

const TONES = { provided: 'ok', missing: 'unknown', not_needed: 'info' } as const;

/** The item that is chosen: what the host wants to see, and the place to bring it. */
export function ItemPanel({ dossier, item }: PanelProps) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const spared = item.state === 'not_needed';
  return (
    <>
      <section className="card" aria-labelledby="dossier-item">
        <div className="card-head">
          <h2 id="dossier-item" tabIndex={-1}>
            {t(`dossier:item.${item.id}`)}
          </h2>
          <StateTag tone={TONES[item.state]}>{t(`dossier:state.${item.state}`)}</StateTag>
        </div>
        <p className="soft prose">{t(`about.${item.id}`)}</p>
        {spared ? <Spared dossier={dossier} item={item} /> : <Bring dossier={dossier} item={item} />}
      </section>
      {item.id === 'sample_source' && <SampleFindings dossier={dossier} />}
    </>
  );
}

function Bring({ dossier, item }: PanelProps) {
  if (!isOpen(dossier))
    return (
      <>
        <Warnings item={item} />
        <StoredItem dossier={dossier} item={item} />
      </>
    );
  return (
    <>
      <Warnings item={item} />
      <ItemForm dossier={dossier} item={item} />
      <NotNeeded dossier={dossier} item={item} />
    </>
  );
}

function Warnings({ item }: { item: DossierItemView }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  return warningsOf(item).map((remark) => (
    <Notice
      key={remark}
      tone="attention"
      title={t(`remark.${remark}.title`)}
      actions={remark === 'sender_not_set' && <LinkButton to="/settings">{t('contact.settings')}</LinkButton>}
    >
      {t(`remark.${remark}.text`, { item: t('dossier:item.no_login'), say: t('spared.say') })}
    </Notice>
  ));
}

/** Why it is not needed, and the way back. */
function Spared({ dossier, item }: PanelProps) {
  const { t } = useTranslation('dossiers');
  const back = useAct(() => client.dossiers.need({ id: dossier.id, item: item.id, reason: null }));
  const other = useAct(() =>
    client.dossiers.update({ id: dossier.id, fields: { consentAt: dossier.fields.consentAt === 'subscription' ? 'registration' : 'subscription' } }),
  );
  if (item.remarks.includes('other_way')) {
    return (
      <Notice
        tone="info"
        title={t(`spared.other_way.${dossier.fields.consentAt}`)}
        actions={isOpen(dossier) && <Button onPress={() => other.mutate(undefined)}>{t('spared.otherWay')}</Button>}
      />
    );
  }
  if (item.remarks.includes('not_asked')) return <Notice tone="info" title={t('spared.not_asked', { host: dossier.hostName })} />;
  return (
    <Notice tone="info" title={t('spared.said')} actions={isOpen(dossier) && <Button onPress={() => back.mutate(undefined)}>{t('spared.back')}</Button>}>
      {item.reason}
    </Notice>
  );
}
