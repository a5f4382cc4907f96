import { getDomain } from 'tldts';

/** The domain its owner registered, by the Public Suffix List with its private part, as DMARC aligns (RFC 7489, 3.2); what has none is its own. */
export function organisationOf(domain: string): string {
  const name = domain.trim().toLowerCase().replace(/\.$/, '');
  return getDomain(name, { allowPrivateDomains: true }) ?? name;
}
