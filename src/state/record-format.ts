import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';

const format = 'openclaw-audit/state';
const compressFrom = 64 * 1024;
const longestHeader = 4096;
const longestBody = 512 * 1024 * 1024;

const Header = z.object({
  format: z.literal(format),
  name: z.string(),
  version: z.int().min(1),
  /** That wrote it. */
  tool: z.string().optional(),
  encoding: z.enum(['json', 'gzip']),
  /** Of the body as it lies on the disk, as is the checksum. */
  bytes: z.int().min(0),
  sha256: z.string(),
});

export type Header = z.infer<typeof Header>;

/** One line of JSON that says what follows, then the body. */
export async function encodeRecord(
  text: string,
  about: Pick<Header, 'name' | 'version' | 'tool'>,
  level = 1,
): Promise<Buffer> {
  const plain = Buffer.from(text);
  const large = plain.length >= compressFrom;
  const body = large ? await promisify(gzip)(plain, { level }) : plain;
  const header: Header = {
    format,
    ...about,
    encoding: large ? 'gzip' : 'json',
    bytes: body.length,
    sha256: checksum(body),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** The header, or a sentence about what is wrong with it. */
export function readHeader(file: Buffer): Header | string {
  const end = file.subarray(0, longestHeader).indexOf(0x0a);
  if (file.length === 0) return 'it is empty';
  if (end < 0) return 'its first line is no header';
  const { success, data } = Header.safeParse(jsonOf(file.subarray(0, end)));
  return success ? data : 'its first line is no header';
}

/** The text that was encoded, or what is wrong with the body. */
export async function readBody(
  file: Buffer,
  header: Header,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const body = file.subarray(file.indexOf(0x0a) + 1);
  if (body.length !== header.bytes)
    return { problem: `it has ${body.length} bytes and should have ${header.bytes}` };
  if (checksum(body) !== header.sha256) return { problem: 'its checksum is wrong' };
  const plain =
    header.encoding === 'gzip' ? await promisify(gunzip)(body, { maxOutputLength: longestBody }) : body;
  return { text: plain.toString('utf8') };
}

function checksum(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
