import { ConsentForm } from './consent-form.tsx';
import { ContactForm, KindsForm, SenderForm, VolumeForm } from './field-forms.tsx';
import { FilePanel } from './file-panel.tsx';
import { PageForm } from './page-form.tsx';
import type { PanelProps } from './panel-props.ts';
import { TechnicalPanel } from './technical-panel.tsx';
import { Declarations, Guidelines, NoLogin } from './ticks.tsx';

/** The place to bring an item. */
export function ItemForm({ dossier, item }: PanelProps) {
  switch (item.id) {
    case 'sender':
      return <SenderForm dossier={dossier} />;
    case 'mailing_kinds':
      return <KindsForm dossier={dossier} />;
    case 'volume':
      return <VolumeForm dossier={dossier} />;
    case 'consent_wording':
      return <ConsentForm dossier={dossier} />;
    case 'unsubscribe_page':
      return <PageForm dossier={dossier} item={item} />;
    case 'no_login':
      return <NoLogin dossier={dossier} />;
    case 'declarations':
      return <Declarations dossier={dossier} />;
    case 'guidelines':
      return <Guidelines dossier={dossier} />;
    case 'technical':
      return <TechnicalPanel dossier={dossier} />;
    case 'contact':
      return <ContactForm dossier={dossier} />;
    default:
      return <FilePanel dossier={dossier} item={item} which={item.id} />;
  }
}
