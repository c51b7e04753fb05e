import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import type { SinkKind } from '../../model/alert.ts';
import { DeliveryError } from '../delivery-error.ts';
import { noticeJson } from '../notice-json.ts';

const options = z.strictObject({ path: z.string().min(1) });

/** Appends a line of JSON. The file is opened for each, so that it may be rotated. */
export const file: SinkKind<z.infer<typeof options>> = {
  kind: 'file',
  options,
  open({ path }) {
    let isTorn = false;
    return async (notice) => {
      const line = Buffer.from(`${isTorn ? '\n' : ''}${noticeJson(notice)}\n`);
      const written = await append(path, line);
      isTorn = written > 0 && written < line.length;
      if (written < line.length) throw new DeliveryError(`${path}: no room for a whole line`);
    };
  },
};

// A named pipe that nobody reads must not hold the sink for ever.
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

async function append(path: string, line: Buffer): Promise<number> {
  const handle = await open(path, flags, 0o600);
  try {
    const { bytesWritten } = await handle.write(line);
    if ((await handle.stat()).isFile()) await handle.datasync();
    return bytesWritten;
  } finally {
    await handle.close();
  }
}
