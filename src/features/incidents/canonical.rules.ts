import type { IncidentSubject } from '../../contract/incidents.ts';
import { parseIp } from '../../shared/ip.ts';
import { parseDomain } from '../clients/index.ts';

/** The same with the address or the domain in its one written form, as what lists say of it is kept; a domain stays readable, "кедр.example". */
export function canonical(subject: IncidentSubject): IncidentSubject {
  if (subject.kind === 'listing') return { ...subject, listed: written(subject.listed) };
  if (subject.kind === 'blocked_object' && subject.object === 'ip') return { ...subject, name: written(subject.name) };
  return subject;
}

const written = (text: string): string => parseIp(text)?.text ?? parseDomain(text)?.display ?? text;
