/** What main has asked of the engine and waits for. Asked before the engine is open, it waits for that too. */
import { type ErrorPayload, fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { Task, TaskResult, ToEngine } from '../engine/control-messages.ts';

interface Waiting {
  readonly message: ToEngine;
  resolve(result: TaskResult<Task>): void;
  reject(error: UnfoldError): void;
}

export class EngineTasks {
  readonly #send: (message: ToEngine) => void;
  readonly #waiting = new Map<number, Waiting>();
  #open = false;
  #last = 0;

  constructor(send: (message: ToEngine) => void) {
    this.#send = send;
  }

  /** @throws UnfoldError what the engine answers; `conflict` when it is lost meanwhile */
  ask<T extends Task>(task: T): Promise<TaskResult<T>> {
    const id = ++this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<TaskResult<T>>();
    const message: ToEngine = { kind: 'task', id, task };
    // the answer to a task carries this task's result
    this.#waiting.set(id, { message, resolve: (result) => resolve(result as TaskResult<T>), reject });
    if (this.#open) this.#send(message);
    return promise;
  }

  opened(): void {
    this.#open = true;
    for (const { message } of this.#waiting.values()) this.#send(message);
  }

  lost(sentence: string): void {
    this.#open = false;
    for (const { reject } of this.#waiting.values()) reject(new UnfoldError('conflict', sentence));
    this.#waiting.clear();
  }

  done(id: number, result: TaskResult<Task>): void {
    this.#waiting.get(id)?.resolve(result);
    this.#waiting.delete(id);
  }

  refused(id: number, error: ErrorPayload): void {
    this.#waiting.get(id)?.reject(fromErrorPayload(error));
    this.#waiting.delete(id);
  }
}
