/**
 * Tells the listeners what changed in the library, whoever changed it: this process, its worker threads or another
 * process. Looks when it is told that something happened here, and about once a second for what happened elsewhere.
 */
import type { EventMessage, LanguageRun, Listener, PerceptronRun, Run } from '#shared/protocol/index.ts';
import type { ReadableDatabase } from '../store/database.ts';
import { countEvaluations } from '../store/evaluations.ts';
import { dataVersion, libraryRevision } from '../store/library-revision.ts';
import { countRunEvents } from '../store/run-events.ts';
import { findRun } from '../store/runs.ts';
import type { StoredLanguageRun, StoredPerceptronRun, StoredRun } from '../store/run-rows.ts';
import type { Log } from './log-file.ts';

const POLL_MILLISECONDS = 1000;

/** What crosses to the doors. */
export function toProtocolRun(stored: StoredLanguageRun): LanguageRun;
export function toProtocolRun(stored: StoredPerceptronRun): PerceptronRun;
export function toProtocolRun(stored: StoredRun): Run;
export function toProtocolRun(stored: StoredRun): Run {
  const { logEvery: _logEvery, session: _session, ...run } = stored;
  if (run.family === 'perceptron') {
    const { told: _told, ...perceptron } = run;
    return perceptron;
  }
  const { ownVocabulary: _vocabulary, textSettings: _settings, ...language } = run;
  return language;
}

export class LibraryWatcher {
  readonly #database: ReadableDatabase;
  readonly #log: Log;
  /** Each with what it is told when nothing will come any more. */
  readonly #listeners = new Map<Listener, () => void>();
  readonly #timer: NodeJS.Timeout;
  #known;
  #version;
  /** The last look failed: there may be changes that nobody was told of. */
  #failed = false;

  /** @param onOthersChange called after another connection committed, before the events */
  constructor(database: ReadableDatabase, log: Log, onOthersChange: () => void) {
    this.#database = database;
    this.#log = log;
    this.#version = dataVersion(database);
    this.#known = libraryRevision(database);
    this.#timer = setInterval(() => this.#poll(onOthersChange), POLL_MILLISECONDS);
    this.#timer.unref();
  }

  /** @param onClose called when the watcher is closed while the listener still listens */
  subscribe(listener: Listener, onClose: () => void = () => undefined): () => void {
    // A wrapper, so that one function subscribed twice counts twice.
    const own: Listener = (message) => listener(message);
    this.#listeners.set(own, onClose);
    return () => this.#listeners.delete(own);
  }

  emit(message: EventMessage): void {
    for (const listener of [...this.#listeners.keys()]) {
      try {
        listener(message);
      } catch (error) {
        this.#log.error(`A listener to ${message.event}`, error);
      }
    }
  }

  /**
   * Compares the library with how it was last time, and emits the events for what changed. Never throws: what was
   * committed does not fail because it cannot be told. It is then told about a second later.
   */
  look(): void {
    try {
      const messages = this.#changes();
      this.#failed = false;
      for (const message of messages) this.emit(message);
    } catch (error) {
      if (!this.#failed) this.#log.error('Looking for changes of the library', error);
      this.#failed = true;
    }
  }

  /** All is read before anything counts as known. */
  #changes(): EventMessage[] {
    const before = this.#known;
    const now = libraryRevision(this.#database);
    const messages: EventMessage[] = [];
    if (now.entries !== before.entries) messages.push({ event: 'library-changed', payload: {} });
    for (const [id, revision] of now.runs) {
      if (before.runs.get(id) === revision) continue;
      const run = findRun(this.#database, id);
      if (run === null) continue; // deleted between the two looks
      const payload = {
        run: toProtocolRun(run),
        evaluations: countEvaluations(this.#database, id),
        events: countRunEvents(this.#database, id),
      };
      messages.push({ event: 'run-changed', payload });
    }
    this.#known = now;
    return messages;
  }

  close(): void {
    clearInterval(this.#timer);
    const ended = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const onClose of ended) onClose();
  }

  #poll(onOthersChange: () => void): void {
    try {
      const version = dataVersion(this.#database);
      if (version === this.#version && !this.#failed) return;
      onOthersChange();
      this.#version = version;
      this.look();
    } catch (error) {
      this.#log.error('Looking for what other programs changed', error);
    }
  }
}
