import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Certificate, Connection } from '../../../src/contract/connections.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import type { PanelKind } from '../../../src/shared/panels.ts';
import { client } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { type AccessForm, formOf, inputOf, mustBeLookedAt, pinOf, serverOf } from './access.rules.ts';

/** Where one is in connecting a pack. */
export type SetUpStep = 'panel' | 'access' | 'certificate' | 'check' | 'read';

/** `none` = the panel has no connector, or nobody gives access to it. */
export type PanelChoice = PanelKind | 'none';

/** Connecting a pack from the choice of its panel to the first reading. */
export function useSetUp(packId: PackId, kept: Connection | undefined) {
  const [step, setStep] = useState<SetUpStep>(kept === undefined ? 'panel' : 'access');
  const [kind, setKind] = useState<PanelChoice | null>(kept?.kind ?? null);
  const [form, setForm] = useState<AccessForm>(() => formOf(kept));
  const [shown, setShown] = useState<z.infer<typeof Certificate>>();
  const [secretOf, setSecretOf] = useState(kept?.secret === 'set' ? { kind: kept.kind, server: serverOf(kept.address) } : undefined);
  const probe = useStream(client.connections.probe);
  const pull = useStream(client.connections.pull);

  const check = () => {
    setStep('check');
    void probe.run({ packId });
  };
  const keep = useMutation({
    mutationFn: ({ panel, pin }: { panel: PanelKind; pin: string | null }) => client.connections.save(inputOf(form, { packId, kind: panel, pin })),
    onSuccess: (saved) => {
      setSecretOf({ kind: saved.kind, server: serverOf(saved.address) });
      // A secret is not held longer than it is needed.
      setForm((now) => ({ ...now, secret: '' }));
      check();
    },
  });
  const look = useMutation({
    mutationFn: (panel: PanelKind) => client.connections.certificate({ kind: panel, address: form.address.trim() }),
    onSuccess: (found, panel) => {
      setShown(found);
      if (mustBeLookedAt(found, kept?.pin ?? null)) setStep('certificate');
      else keep.mutate({ panel, pin: pinOf(found) });
    },
  });
  return {
    step,
    setStep,
    kind,
    setKind,
    form,
    set: (part: Partial<AccessForm>) => setForm((now) => ({ ...now, ...part })),
    /** A secret for this panel is stored. */
    isKept: secretOf !== undefined && secretOf.kind === kind && secretOf.server === serverOf(form.address),
    shown,
    pinBefore: kept?.pin ?? null,
    submit: () => {
      keep.reset();
      if (kind !== null && kind !== 'none') look.mutate(kind);
    },
    accept: () => {
      if (kind !== null && kind !== 'none' && shown !== undefined) keep.mutate({ panel: kind, pin: pinOf(shown) });
    },
    isPending: look.isPending || keep.isPending,
    error: look.error ?? keep.error,
    check,
    probe,
    pull,
    read: () => {
      setStep('read');
      void pull.run({ packId });
    },
  };
}

export type SetUp = ReturnType<typeof useSetUp>;
