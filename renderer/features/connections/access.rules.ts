import type { z } from 'zod';
import type { Certificate, Connection } from '../../../src/contract/connections.ts';
import type { PackId } from '../../../src/contract/ids.ts';
import type { PanelKind } from '../../../src/shared/panels.ts';

/** How to connect, as it is typed. */
export interface AccessForm {
  readonly address: string;
  readonly login: string;
  readonly secret: string;
  /** IANA zone of the panel's days; empty = the one of this computer. */
  readonly zone: string;
}

/** What is kept already, or nothing of it. The secret is never shown again. */
export function formOf(connection: Connection | undefined): AccessForm {
  return { address: connection?.address ?? '', login: connection?.login ?? '', secret: '', zone: connection?.zone ?? '' };
}

/** Fields that are empty and must not be. `isKept`: a secret is stored, and an empty field leaves it as it is. */
export function missingIn({ address, login, secret }: AccessForm, isKept: boolean) {
  return { address: address.trim() === '', login: login.trim() === '', secret: !isKept && secret.trim() === '' };
}

/** The server of an address as it was pasted, whatever its port and path: a stored secret is shown to no other. */
export function serverOf(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[:/?#].*$/s, '');
}

/** The form as the contract takes it. */
export function inputOf({ address, login, secret, zone }: AccessForm, of: { readonly packId: PackId; readonly kind: PanelKind; readonly pin: string | null }) {
  return {
    ...of,
    address: address.trim(),
    login: login.trim(),
    zone: zone === '' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : zone,
    // As it was typed: a password may end in a space; of what is no password the core takes the ends off.
    ...(secret.trim() !== '' && { secret }),
  };
}

/** A person must look at a certificate that would not be accepted by itself and is not the one he accepted before. */
export function mustBeLookedAt(shown: z.infer<typeof Certificate>, pin: string | null): boolean {
  return shown.problem !== null && shown.sha256 !== pin;
}

/** The certificate that alone is accepted from now on; null = as the authorities of the system say. */
export function pinOf({ problem, sha256 }: z.infer<typeof Certificate>): string | null {
  return problem === null ? null : sha256;
}

/** A fingerprint as panels and browsers write it, so that two can be compared by eye: pairs with colons. */
export function pairsOf(sha256: string): string {
  return (sha256.toUpperCase().match(/../g) ?? []).join(':');
}
