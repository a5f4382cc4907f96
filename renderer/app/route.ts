import type { ComponentType } from 'react';
import type { ScreenOnDemand } from './on-demand.tsx';

/** A screen and where it is: `/clients/:id`. Screens read their parameters with wouter's `useParams`. Only Today is loaded with the frame. */
export interface ScreenRoute {
  readonly path: string;
  readonly screen: ComponentType | ScreenOnDemand;
}

/** What of an address makes the screen: the sections of a text, each with an address, are places on one screen that stays as it is. */
export function screenOf(location: string): string {
  return location.replace(/^(\/hosts\/[^/]+\/texts\/[^/]+)\/(?:en|fr|ru)\/[^/]+$/, '$1');
}
