import type { FileHandle } from 'node:fs/promises';
import { openAs } from '../../../src/sources/open-file.ts';

/** A file whose size runs ahead of its content, as on some network file systems. */
export async function withSizeAhead(path: string, identity: string): Promise<FileHandle | undefined> {
  return await changed(await openAs(path, identity), {
    stat: async (handle) => {
      const stats = await handle.stat({ bigint: true });
      return Object.assign(Object.create(Object.getPrototypeOf(stats)), stats, { size: stats.size + 1000n });
    },
  });
}

/** Files whose reading fails, as long as `broken` holds. */
export function failing(broken: (path: string) => boolean, code = 'EIO') {
  return async (path: string, identity: string): Promise<FileHandle | undefined> =>
    await changed(await openAs(path, identity), {
      read: async (handle, ...args) => {
        if (broken(path)) throw Object.assign(new Error(code), { code });
        return await (handle.read as (...all: unknown[]) => Promise<unknown>)(...args);
      },
    });
}

type Change = (handle: FileHandle, ...args: unknown[]) => Promise<unknown>;

async function changed(handle: FileHandle | undefined, changes: Record<string, Change>) {
  if (!handle) return undefined;
  return new Proxy(handle, {
    get: (target, key) => {
      const change = changes[String(key)];
      if (change) return (...args: unknown[]) => change(target, ...args);
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
