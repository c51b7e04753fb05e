import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';

/** All that this room asks of the file system, so that a test can let it fail at any step. */
export interface Disk {
  mkdir(path: string): Promise<void>;
  readFile(path: string): Promise<Buffer>;
  /** In milliseconds. */
  modified(path: string): Promise<number>;
  /** `wx` fails when the file is there; `r` opens a folder too. */
  open(path: string, flags: 'wx' | 'r', mode?: number): Promise<OpenFile>;
  /** Fails when `to` is there. */
  link(from: string, to: string): Promise<void>;
  /** Replaces `to`. */
  rename(from: string, to: string): Promise<void>;
  /** A file that is not there is no error. */
  rm(path: string): Promise<void>;
}

export interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>;
  write(bytes: Uint8Array, from: number, length: number, at: number): Promise<unknown>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const realDisk: Disk = {
  mkdir: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  readFile: (path) => readFile(path),
  modified: async (path) => (await stat(path)).mtimeMs,
  open: (path, flags, mode) => open(path, flags, mode),
  link,
  rename,
  rm: (path) => rm(path, { force: true }),
};
