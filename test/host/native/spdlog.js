/**
 * Stands in for VS Code's native logger, which is not built where no compiler is. Without it VS Code logs nothing to its files and
 * complains on every console instead, the one that test output goes to included.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

/** One log file, written at once: a log that is not on disk when the process is killed is of no use. */
export class Logger {
  #path;
  #formatted = true;
  #least = levels.indexOf('info');

  constructor(_type, _name, path) {
    this.#path = path;
    for (const level of levels) this[level] = (message) => this.#write(level, message);
  }

  #write(level, message) {
    if (levels.indexOf(level) < this.#least) return;
    appendFileSync(this.#path, this.#formatted ? `${new Date().toISOString()} [${level}] ${message}\n` : message);
  }

  setLevel(level) {
    this.#least = level;
  }

  clearFormatters() {
    this.#formatted = false;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

export async function createAsyncRotatingLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger('rotating_async', name, path);
}

export const createRotatingLogger = createAsyncRotatingLogger;

export function setLevel() {}

export function setFlushOn() {}
