import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Button } from '../../ui/button.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import type { ToolProps } from './tool-props.ts';
import { useCorrection } from './use-recipient.ts';

/** Whether the address was mistyped, and which one was meant. */
export function AddressTool({ recipient: { incidentId, address, corrected, likely }, isClosed }: ToolProps) {
  const { t } = useTranslation('recipients');
  const correct = useCorrection(incidentId);
  return (
    <div className="stack">
      <KeyValues
        items={[
          { key: 'blocked', label: t('address.blocked'), value: <CodeText>{address}</CodeText> },
          ...(corrected === '' ? [] : [{ key: 'meant', label: t('address.meant'), value: <CodeText>{corrected}</CodeText> }]),
        ]}
      />
      {!isClosed && (
        <>
          <p className="prose">{t(likely.length > 0 ? 'address.likely' : 'address.none')}</p>
          <div className="row">
            {likely.map((one) => (
              <Button key={one} isDisabled={one === corrected} isPending={correct.isPending} onPress={() => correct.mutate(one)}>
                {one}
              </Button>
            ))}
          </div>
          <Another onKeep={(one) => correct.mutate(one)} />
          <div className="row">
            <Button icon={Check} isPending={correct.isPending} onPress={() => correct.mutate(null)}>
              {t('address.right')}
            </Button>
          </div>
          {correct.error !== null && <ErrorNotice error={correct.error} />}
        </>
      )}
    </div>
  );
}

function Another({ onKeep }: { onKeep(address: string): void }) {
  const { t } = useTranslation('recipients');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const read = z.email().safeParse(typed.trim());
  return (
    <form
      noValidate
      className="row recipient-another"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read.success) onKeep(read.data);
      }}
    >
      <TextField
        label={t('address.other')}
        type="email"
        value={typed}
        onChange={setTyped}
        error={tried && !read.success ? t('address.notAddress') : undefined}
      />
      <Button type="submit">{t('address.otherDo')}</Button>
    </form>
  );
}
