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

/** What is chosen and typed, and for which panel a secret is stored. */
function useTyped(kept: Connection | undefined) {
  const [kind, setKind] = useState<PanelChoice | null>(kept?.kind ?? null);
  const [form, setForm] = useState<AccessForm>(() => formOf(kept));
  const [stored, setStored] = useState<Pick<Connection, 'kind' | 'address'> | undefined>(kept?.secret === 'set' ? kept : undefined);
  return {
    kind,
    setKind,
    form,
    set: (part: Partial<AccessForm>) => setForm((now) => ({ ...now, ...part })),
    /** A secret for this panel is stored. */
    isKept: stored !== undefined && stored.kind === kind && serverOf(stored.address) === serverOf(form.address),
    /** A secret is not held longer than it is needed. */
    onKept: (saved: Connection) => {
      setStored(saved);
      setForm((now) => ({ ...now, secret: '' }));
    },
  };
}

/** What runs: the check and the first reading, each a step of its own. */
function useRuns(packId: PackId, setStep: (step: SetUpStep) => void) {
  const probe = useStream(client.connections.probe);
  const pull = useStream(client.connections.pull);
  const check = () => {
    setStep('check');
    void probe.run({ packId });
  };
  const read = () => {
    setStep('read');
    void pull.run({ packId });
  };
  return { probe, pull, check, read };
}

/** Connecting a pack from the choice of its panel to the first reading. */
export function useSetUp(packId: PackId, kept: Connection | undefined) {
  const [step, setStep] = useState<SetUpStep>(kept === undefined ? 'panel' : 'access');
  const [shown, setShown] = useState<z.infer<typeof Certificate>>();
  const { onKept, ...typed } = useTyped(kept);
  const { kind, form } = typed;
  const runs = useRuns(packId, setStep);
  const pinBefore = kept?.pin ?? null;
  const keep = useMutation({
    mutationFn: ({ panel, pin }: { panel: PanelKind; pin: string | null }) => client.connections.save(inputOf(form, { packId, kind: panel, pin })),
    onSuccess: (saved) => {
      onKept(saved);
      runs.check();
    },
  });
  const look = useMutation({
    mutationFn: (panel: PanelKind) => client.connections.certificate({ kind: panel, address: form.address.trim() }),
    onSuccess: (found, panel) => {
      setShown(found);
      if (mustBeLookedAt(found, pinBefore)) setStep('certificate');
      else keep.mutate({ panel, pin: pinOf(found) });
    },
  });
  return {
    ...{ ...typed, ...runs, step, setStep, shown, pinBefore },
    submit: () => {
      keep.reset();
      if (kind !== null && kind !== 'none') look.mutate(kind);
    },
    accept: () => {
      if (kind !== null && kind !== 'none' && shown !== undefined) keep.mutate({ panel: kind, pin: pinOf(shown) });
    },
    isPending: look.isPending || keep.isPending,
    error: look.error ?? keep.error,
  };
}

export type SetUp = ReturnType<typeof useSetUp>;
