import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A change of a resource's owner. */
export interface OwnerLine {
  readonly resource: string;
  /** Empty: the resource was released by an administrator. */
  readonly source: string;
  /** When it was released, UTC ms; 0 for a takeover. */
  readonly at: number;
}

/** The file is rewritten at a start once it has so many lines per resource. */
const LINES_PER_RESOURCE = 2;

/**
 * The owners of resources, one line per change, the last one counts: `resource TAB source`, or `resource TAB TAB ms` for
 * a release. Appended to by the server, and by `npm run admin -- release` while the server runs.
 */
export class OwnerFile {
  readonly #path: string;
  #unsaved: string[] = [];
  /** A write that failed may have left half a line. */
  #torn = false;
  #saving: Promise<void> = Promise.resolve();
  /** Bytes of the file that have been looked at for releases. */
  #read = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The last line of each resource; a line cut short by a crash is dropped. */
  load(): readonly OwnerLine[] {
    const exists = existsSync(this.#path);
    const text = exists ? readFileSync(this.#path, 'utf8') : '';
    let whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines = whole.split('\n').flatMap((line) => parse(line) ?? []);
    const last = new Map(lines.map((line) => [line.resource, line]));
    if (lines.length > LINES_PER_RESOURCE * last.size) whole = [...last.values()].map(write).join('');
    if (whole !== text || !exists) replaceFile(this.#path, whole);
    this.#read = Buffer.byteLength(whole);
    return [...last.values()];
  }

  add(line: OwnerLine): void {
    this.#unsaved.push(write(line));
  }

  pending(): readonly string[] {
    return this.#unsaved;
  }

  /** Takes over the pending lines of a checkpoint, but for those that reached the file after it: others may follow them. */
  restore(lines: readonly string[]): readonly OwnerLine[] {
    if (lines.length === 0) return [];
    const saved = new Set(readFileSync(this.#path, 'utf8').split('\n'));
    const missing = lines.filter((line) => !saved.has(line.trimEnd()));
    this.#unsaved.push(...missing);
    return missing.flatMap((line) => parse(line.trimEnd()) ?? []);
  }

  /** Releases that were appended by others since the last look. A file that cannot be read has none. */
  releasedSince(): readonly OwnerLine[] {
    try {
      const { size } = statSync(this.#path);
      if (size <= this.#read) return [];
      const bytes = Buffer.alloc(size - this.#read);
      const handle = openSync(this.#path, 'r');
      try {
        readSync(handle, bytes, 0, bytes.length, this.#read);
      } finally {
        closeSync(handle);
      }
      const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
      this.#read += whole.length;
      return whole
        .toString('utf8')
        .split('\n')
        .flatMap((line) => parse(line) ?? [])
        .filter(({ source }) => source === '');
    } catch {
      return [];
    }
  }

  /** Resolves when every line so far is on disk; at once when there is nothing new. Throws the disk's error. */
  async saved(): Promise<void> {
    if (this.#unsaved.length === 0) return this.#saving;
    const before = this.#saving.catch(() => undefined);
    this.#saving = before.then(() => this.#append());
    return this.#saving;
  }

  async #append(): Promise<void> {
    const lines = this.#unsaved;
    if (lines.length === 0) return;
    this.#unsaved = [];
    try {
      const file = await open(this.#path, 'a');
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
}

function write({ resource, source, at }: OwnerLine): string {
  return source === '' ? `${resource}\t\t${at}\n` : `${resource}\t${source}\n`;
}

function parse(line: string): OwnerLine | null {
  const [resource, source, at] = line.split('\t');
  if (resource === undefined || resource === '' || source === undefined) return null;
  if (source !== '') return { resource, source, at: 0 };
  const releasedAt = Number(at);
  return releasedAt > 0 ? { resource, source, at: releasedAt } : null;
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
