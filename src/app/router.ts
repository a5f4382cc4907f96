import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { implement, isProcedure, ORPCError, type Router } from '@orpc/server';
import { statusOf } from '../contract/errors.ts';
import { fail } from '../contract/fail.ts';
import type { Handlers } from '../contract/handlers.ts';
import { type Contract, contract } from '../contract/index.ts';
import type { IdSource } from '../ports/ids.ts';
import type { Logger } from '../ports/logger.ts';
import { AppError } from '../shared/app-error.ts';
import { type Refused, refusedBy, unknownField } from './refusal.rules.ts';

/** Every feature's functions, by feature. A missing or wrong one does not compile. */
export type AllHandlers = { readonly [F in keyof Contract]: Handlers<Contract[F]> };

export type AppRouter = Router<Contract, Record<never, never>>;

interface RouterPorts {
  readonly logger: Logger;
  readonly ids: IdSource;
}

interface CallInFlight {
  readonly operation: AnyContractProcedure;
  /** `feature.verb`. */
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}

/** What any thrown value is on the wire: a declared code with its values, or `internal` with the id under which the cause was logged. */
function wireError(error: unknown, { operation, name, signal }: CallInFlight, ports: RouterPorts): unknown {
  if (error instanceof AppError && error.code in operation['~orpc'].errorMap) return declared(error.code, error.params);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return declared('invalid_input', refused(error.data));
  if (signal?.aborted === true) return declared('cancelled', {});
  const correlationId = ports.ids.next();
  ports.logger.error('operation_failed', error instanceof ORPCError ? (error.cause ?? error) : error, { operation: name, correlationId });
  return declared('internal', { correlationId });
}

function declared(code: string, data: object): ORPCError<string, object> {
  return new ORPCError(code, { defined: true, status: statusOf(code), message: code, data });
}

function refused(data: unknown): Refused {
  return typeof data === 'object' && data !== null && 'issues' in data ? refusedBy(data.issues) : {};
}

/** Refuses what the parser dropped: of a misspelt field nobody would hear, and something else would be done than was asked. Throws `field_unknown`. */
function allTaken(given: unknown, taken: unknown): void {
  const path = unknownField(given, taken);
  if (path !== undefined) throw fail('field_unknown', { path });
}

async function* translated(source: AsyncIterable<unknown>, translate: (error: unknown) => unknown): AsyncGenerator<unknown, void, void> {
  try {
    yield* source;
  } catch (error) {
    throw translate(error);
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/**
 * The one run-time door: parses input and output by the contract (undeclared fields of an input are refused, of an output stripped) and lets only declared errors out.
 * The same router serves message port, HTTP and in-process callers.
 */
export function createRouter(handlers: AllHandlers, ports: RouterPorts): AppRouter {
  const serve = (operation: AnyContractProcedure, name: string, handler: (input: unknown, call: { signal: AbortSignal | undefined }) => unknown) =>
    // Validation runs inside the middleware, so that a bad input is a declared error too.
    implement(operation, { initialInputValidationIndex: Number.POSITIVE_INFINITY, initialOutputValidationIndex: Number.POSITIVE_INFINITY })
      .$context<{ given?: unknown }>()
      .use(async ({ next, signal }, given) => {
        const translate = (error: unknown): unknown => wireError(error, { operation, name, signal }, ports);
        try {
          const result = await next({ context: { given } });
          return isAsyncIterable(result.output) ? { ...result, output: translated(result.output, translate) } : result;
        } catch (error) {
          throw translate(error);
        }
      })
      .handler(({ input, signal, context }) => {
        allTaken(context.given, input);
        return handler(input, { signal });
      });

  const feature = (name: string, operations: object, functions: object) =>
    Object.fromEntries(
      Object.entries(operations).map(([verb, operation]) => {
        const handler: unknown = Reflect.get(functions, verb);
        if (!isContractProcedure(operation) || typeof handler !== 'function') throw new Error(`No handler for ${name}.${verb}`);
        return [verb, serve(operation, `${name}.${verb}`, (input, call) => handler(input, call))];
      }),
    );
  const router = Object.fromEntries(Object.entries(contract).map(([name, operations]) => [name, feature(name, operations, Reflect.get(handlers, name))]));
  if (!servesContract(router)) throw new Error('The router does not serve the whole contract');
  return router;
}

function servesContract(router: object): router is AppRouter {
  return Object.entries(contract).every(([name, operations]) => {
    const feature: unknown = Reflect.get(router, name);
    return typeof feature === 'object' && feature !== null && Object.keys(operations).every((verb) => isProcedure(Reflect.get(feature, verb)));
  });
}
