import { Circle, CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierItemView } from '../../../src/contract/dossiers.ts';
import type { DossierItemId } from '../../../src/shared/dossiers.ts';
import { Card } from '../../ui/display.tsx';
import { warningsOf } from './warnings.ts';

interface ChecklistProps {
  dossier: Dossier;
  chosen: DossierItemId;
  onChoose(item: DossierItemId): void;
}

const PARTS = ['client', 'us', 'spared'] as const;

function partOf({ state, who }: DossierItemView): (typeof PARTS)[number] {
  return state === 'not_needed' ? 'spared' : who;
}

/** Every item by who must bring it; what is not needed comes last. */
export function Checklist({ dossier, chosen, onChoose }: ChecklistProps) {
  const { t } = useTranslation('dossiers');
  return (
    <Card title={t('checklist.title')}>
      <nav className="stack" aria-label={t('checklist.title')}>
        {PARTS.map((part) => {
          const items = dossier.items.filter((item) => partOf(item) === part);
          return (
            items.length > 0 && (
              <div key={part} className="dossier-part">
                <h3>{t(`checklist.${part}`)}</h3>
                <ul>
                  {items.map((item) => (
                    <li key={item.id}>
                      <ItemButton item={item} isChosen={item.id === chosen} onChoose={onChoose} />
                    </li>
                  ))}
                </ul>
              </div>
            )
          );
        })}
      </nav>
    </Card>
  );
}

const ICONS = { provided: CircleCheck, missing: Circle, not_needed: CircleMinus } as const;

function ItemButton({ item, isChosen, onChoose }: { item: DossierItemView; isChosen: boolean; onChoose(item: DossierItemId): void }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const warned = item.state !== 'not_needed' && warningsOf(item).length > 0;
  const Icon = warned ? CircleAlert : ICONS[item.state];
  return (
    <button
      type="button"
      className="dossier-item"
      data-state={warned ? 'warned' : item.state}
      aria-current={isChosen || undefined}
      onClick={() => onChoose(item.id)}
    >
      <Icon size={18} aria-hidden />
      <span>
        {t(`dossier:item.${item.id}`)}
        <span className="visually-hidden">, {t(`dossier:state.${item.state}`)}</span>
        {warned && <span className="dossier-item-note">{t('checklist.look')}</span>}
      </span>
    </button>
  );
}
