import type { ComponentType } from 'react';

/** A screen and where it is: `/clients/:id`. Screens read their parameters with wouter's `useParams`. */
export interface ScreenRoute {
  readonly path: string;
  readonly screen: ComponentType;
}
