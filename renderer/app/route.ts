import type { ComponentType } from 'react';
import type { ScreenOnDemand } from './on-demand.tsx';

/** A screen and where it is: `/clients/:id`. Screens read their parameters with wouter's `useParams`. Only Today is loaded with the frame. */
export interface ScreenRoute {
  readonly path: string;
  readonly screen: ComponentType | ScreenOnDemand;
}
