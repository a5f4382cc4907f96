import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { DossierId } from '../../../src/contract/ids.ts';
import type { DossierItemId } from '../../../src/shared/dossiers.ts';
import { orpc } from '../../client/client.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Checklist } from './checklist.tsx';
import { HistoryCard } from './history-card.tsx';
import { ItemPanel } from './item-panel.tsx';
import { LetterCard } from './letter-card.tsx';
import { RemoveButton } from './remove-button.tsx';
import { StateCard } from './state-card.tsx';
import { isOpen } from './use-dossier.ts';
import './dossiers.css';

/** One application: where it stands, what is there and what is missing, and what becomes of it. */
export function DossierScreen() {
  const { t } = useTranslation('dossiers');
  const id = DossierId.safeParse(useParams<{ id: string }>().id);
  const parent = { to: '/incidents/dossiers', label: t('list.title') };
  if (!id.success)
    return (
      <Page title={t('notFound')} parent={parent}>
        <LinkButton to="/incidents/dossiers">{t('list.title')}</LinkButton>
      </Page>
    );
  return <DossierById key={id.data} id={id.data} />;
}

function DossierById({ id }: { id: DossierId }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const query = useQuery(orpc.dossiers.get.queryOptions({ input: { id } }));
  const dossier = query.data;
  return (
    <Page
      wide
      title={dossier === undefined ? t('list.title') : t('page.title', { client: dossier.clientName })}
      intro={dossier === undefined ? undefined : t('page.intro', { host: dossier.hostName, server: t(`dossier:server.${dossier.server}`) })}
      parent={{ to: '/incidents/dossiers', label: t('list.title') }}
      actions={dossier !== undefined && isOpen(dossier) && <RemoveButton id={id} />}
    >
      <Loaded query={query}>{(found) => <Content dossier={found} />}</Loaded>
    </Page>
  );
}

function Content({ dossier }: { dossier: Dossier }) {
  const [chosen, setChosen] = useState<DossierItemId>(dossier.missing[0] ?? 'sender');
  const choose = (item: DossierItemId) => {
    setChosen(item);
    // Drawn first: only then is there something to go to.
    requestAnimationFrame(() => document.getElementById('dossier-item')?.focus());
  };
  const item = dossier.items.find(({ id }) => id === chosen);
  return (
    <>
      <StateCard dossier={dossier} onChoose={choose} />
      <div className="dossier-columns">
        <Checklist dossier={dossier} chosen={chosen} onChoose={choose} />
        <div className="stack" data-gap="l">
          {item !== undefined && <ItemPanel key={chosen} dossier={dossier} item={item} />}
        </div>
      </div>
      <LetterCard dossier={dossier} />
      <HistoryCard history={dossier.history} />
    </>
  );
}
