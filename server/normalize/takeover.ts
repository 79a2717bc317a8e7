import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SampleRecord } from '../ports.ts';

/**
 * Resources that a real source has written: the simulator has yielded them for good. Kept as one line per resource,
 * `resource TAB source`, appended and synced before the batch that did it is acknowledged.
 */
export class Takeover {
  readonly #file: string;
  readonly #resourceOf: (series: number) => string;
  /** Number of a series' resource + 1, 0 where it has not been asked for yet. */
  readonly #numberOf: Uint32Array;
  readonly #numbers = new Map<string, number>();
  #taken = new Uint8Array(1024);
  #unsaved: string[] = [];
  /** A write that failed may have left half a line. */
  #torn = false;
  #saving: Promise<void> = Promise.resolve();

  /** Reads what is there; a line cut short by a crash is dropped. */
  constructor(file: string, seriesCount: number, resourceOf: (series: number) => string) {
    this.#file = file;
    this.#resourceOf = resourceOf;
    this.#numberOf = new Uint32Array(seriesCount);
    this.#load();
  }

  has(series: number): boolean {
    return this.#taken[this.#number(series)] === 1;
  }

  /** Called with every durable record. */
  applied(record: SampleRecord): void {
    if (record.simulated) return;
    const { series } = record.batch;
    for (let i = 0; i < series.length; i++) {
      const number = this.#number(series[i]!);
      if (this.#taken[number] === 1) continue;
      this.#taken[number] = 1;
      this.#unsaved.push(`${this.#resourceOf(series[i]!)}\t${record.source}\n`);
    }
  }

  /** Resolves when every takeover so far is on disk; at once when there is nothing new. Throws the disk's error. */
  async saved(): Promise<void> {
    if (this.#unsaved.length === 0) return this.#saving;
    const before = this.#saving.catch(() => undefined);
    this.#saving = before.then(() => this.#append());
    return this.#saving;
  }

  /** Lines that are not on disk yet: a checkpoint has to carry them, since it ends the replay that would make them. */
  pending(): readonly string[] {
    return this.#unsaved;
  }

  restore(lines: readonly string[]): void {
    for (const line of lines) {
      this.#taken[this.#numberFor(line.slice(0, line.indexOf('\t')))] = 1;
      this.#unsaved.push(line);
    }
  }

  #number(series: number): number {
    const known = this.#numberOf[series]!;
    if (known > 0) return known - 1;
    const number = this.#numberFor(this.#resourceOf(series));
    this.#numberOf[series] = number + 1;
    return number;
  }

  #numberFor(resource: string): number {
    const known = this.#numbers.get(resource);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(resource, number);
    if (number === this.#taken.length) {
      const longer = new Uint8Array(number * 2);
      longer.set(this.#taken);
      this.#taken = longer;
    }
    return number;
  }

  async #append(): Promise<void> {
    const lines = this.#unsaved;
    if (lines.length === 0) return;
    this.#unsaved = [];
    try {
      const file = await open(this.#file, 'a');
      try {
        await file.write((this.#torn ? '\n' : '') + lines.join(''));
        await file.datasync();
        this.#torn = false;
      } finally {
        await file.close();
      }
    } catch (error) {
      this.#torn = true;
      this.#unsaved = lines.concat(this.#unsaved);
      throw error;
    }
  }

  #load(): void {
    const text = existsSync(this.#file) ? readFileSync(this.#file, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== text || !existsSync(this.#file)) replaceFile(this.#file, whole);
    for (const line of whole.split('\n')) {
      const tab = line.indexOf('\t');
      if (tab > 0) this.#taken[this.#numberFor(line.slice(0, tab))] = 1;
    }
  }
}

function replaceFile(file: string, text: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
