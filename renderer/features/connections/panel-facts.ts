import type { z } from 'zod';
import type { PanelFacts } from '../../../src/contract/connections.ts';

/** What a kind of panel publishes and wants. */
export type Facts = z.infer<typeof PanelFacts>;
