import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText } from '../../ui/display.tsx';
import type { Facts } from './panel-facts.ts';

/** Where the secret is made in this panel, and which privileges it needs for what. */
export function SecretHelp({ facts: { kind, privileges } }: { facts: Facts }) {
  const { t } = useTranslation('connections');
  const { list } = useFormat();
  return (
    <Card title={t('make.title')}>
      <p className="prose">{t(`make.${kind}`)}</p>
      {privileges.length > 0 && (
        <>
          <h3>{t('make.privileges')}</h3>
          <ul className="privileges">
            {privileges.map(({ name, needs }) => (
              <li key={name}>
                <CodeText>{name}</CodeText>
                <span className="small soft">{list(needs.map((need) => t(`need.${need}`)))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="soft small prose">{t('make.readOnly')}</p>
    </Card>
  );
}
