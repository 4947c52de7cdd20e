/** One function for each request of the protocol; the compiler says when one is missing. */
import type { Parameters, RequestName, Result } from '#shared/protocol/index.ts';

export type Handlers<Names extends RequestName = RequestName> = {
  readonly [N in Names]: (parameters: Parameters<N>) => Result<N> | Promise<Result<N>>;
};
/** The names that begin with `Area.` */
export type NamesOf<Area extends string> = Extract<RequestName, `${Area}.${string}`>;
