import { z } from 'zod';
import { cut } from '../../facts/cut.ts';
import { duration } from '../../facts/duration-option.ts';
import type { Notice, SinkKind, Surroundings } from '../../model/alert.ts';
import { DeliveryError } from '../delivery-error.ts';
import { guardedSocket } from '../guarded-socket.ts';
import { messageOf } from '../message.ts';
import { networkOptions } from '../network-options.ts';
import { secret, secretText } from '../secret.ts';
import { within } from '../within.ts';

const mailbox = z.string().regex(/^[^\r\n\0]{3,320}$/, 'expected an address such as security@example.com');

const options = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).optional(),
    /** `starttls` must succeed; `implicit` is TLS from the first byte; `none` is for a relay on this machine. */
    tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
    user: z.string().optional(),
    password: secret.optional(),
    from: mailbox,
    to: z.union([mailbox, z.array(mailbox).min(1)]),
    ...networkOptions,
    timeout: duration.prefault('30s'),
  })
  .refine(({ tls, user }) => tls !== 'none' || user === undefined, {
    path: ['tls'],
    message: 'would send the password in the clear',
  });
type Options = z.infer<typeof options>;

const usualPorts = { starttls: 587, implicit: 465, none: 25 };

/** Sends plain text over SMTP. */
export const email: SinkKind<Options> = {
  kind: 'email',
  options,
  open(settings, surroundings) {
    const { host, tls, port = usualPorts[tls], timeout } = settings;
    return (notice, signal) =>
      within({ peer: `${host}:${port}`, timeout, signal }, async (limited) => {
        const transport = await transportOf({ ...settings, port }, surroundings, limited);
        await transport.sendMail(mailOf(notice, settings)).catch(refuse);
      });
  },
};

async function transportOf(
  settings: Options & { port: number },
  surroundings: Surroundings,
  signal: AbortSignal,
) {
  const { host, port, tls, user, password, timeout, allowHosts } = settings;
  const pass = password && (await secretText(password, surroundings));
  // Loaded when it is needed: most runs send no e-mail.
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user !== undefined && { auth: { user, pass: pass ?? '' } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_: unknown, answer: (error: Error | null, socket?: object) => void) => {
      guardedSocket({ host, port, allowHosts }, surroundings, signal).then(
        (connection) => answer(null, { connection }),
        answer,
      );
    },
  });
}

function mailOf(notice: Notice, { from, to }: Options) {
  const { title, lines } = messageOf(notice);
  const id = notice.id.replace(/[^\w.-]/g, '_');
  return {
    from,
    to,
    subject: cut(`[openclaw-audit] ${title}`, 200),
    text: `${[title, '', ...lines].join('\n')}\n`,
    messageId: `<${id}@openclaw-audit>`,
    date: new Date(notice.time),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-OpenClaw-Audit-Id': id },
  };
}

/** An answer of the 500s is for good; not so to STARTTLS, which someone in between may have given. */
function refuse(error: unknown): never {
  const { code, responseCode = 0, response = '' } = error as SmtpError;
  if (responseCode === 0) throw error;
  const permanent = responseCode >= 500 && code !== 'ETLS';
  throw new DeliveryError(`the mail server answered ${cut(response, 120)}`, { permanent });
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}
