/** The messages on the wire, the same over a MessagePort and a WebSocket. */
import * as v from 'valibot';
import type { ErrorPayload } from './errors.ts';
import { UnfoldError } from './errors.ts';
import type { EventMessage } from './events.ts';
import { type Parameters, REQUEST_NAMES, type RequestName, requestSchemas } from './requests.ts';

export interface RequestMessage {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
}
export type ReplyMessage =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: ErrorPayload };
export type ServerMessage = ReplyMessage | EventMessage;

const RequestMessageSchema = v.object({
  id: v.pipe(v.number(), v.integer()),
  name: v.string(),
  args: v.unknown(),
});

/** @throws UnfoldError of kind `invalid-request` when it is not a request at all. */
export function parseRequestMessage(data: unknown): RequestMessage {
  const parsed = v.safeParse(RequestMessageSchema, data);
  if (!parsed.success)
    throw new UnfoldError('invalid-request', 'This message is not a request: it needs id, name, args.');
  return parsed.output;
}

const isRequestName = (name: string): name is RequestName => (REQUEST_NAMES as readonly string[]).includes(name);

/** Checks a request's name and parameters against the map. @throws UnfoldError of kind `invalid-request` */
export function validateRequest(
  name: string,
  args: unknown,
): { name: RequestName; parameters: Parameters<RequestName> } {
  if (!isRequestName(name))
    throw new UnfoldError('invalid-request', `There is no request called "${name.slice(0, 100)}".`);
  const parsed = v.safeParse(requestSchemas[name], args);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const where = v.getDotPath(issue) ?? 'its parameters';
    throw new UnfoldError('invalid-request', `${name}: ${where}: ${issue.message}`);
  }
  return { name, parameters: parsed.output };
}
