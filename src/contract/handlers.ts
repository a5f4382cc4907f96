import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput, Meta } from '@orpc/contract';

/** What a handler is told about the call beside its input. */
export interface Call {
  /** Aborted when the caller went away or cancelled. */
  readonly signal: AbortSignal | undefined;
}

type Answer<Output> = Output extends AsyncIteratorObject<infer Yielded, unknown, unknown> ? AsyncGenerator<Yielded, void, void> : Promise<Output>;

type Handler<P> =
  P extends ContractProcedure<infer In extends AnySchema, infer Out extends AnySchema, ErrorMap, Meta>
    ? (input: InferSchemaOutput<In>, call: Call) => Answer<InferSchemaInput<Out>>
    : never;

/** The functions a feature owes for its part of the contract: streams are async generators, everything else a promise. */
export type Handlers<C> = { readonly [K in keyof C]: Handler<C[K]> };
