import type { Step } from './steps.ts';

const downloaders = new Set(['curl', 'wget', 'fetch', 'aria2c', 'http', 'https', 'iwr', 'invoke-webrequest']);
const carriers = new Set([
  ...downloaders,
  'nc',
  'ncat',
  'netcat',
  'socat',
  'telnet',
  'scp',
  'sftp',
  'ftp',
  'rsync',
  'ssh',
  'rclone',
  'sendmail',
  'mail',
  'mutt',
]);

const named =
  /\b(?:curl|wget|fetch|aria2c|https?|iwr|invoke-webrequest|nc|ncat|netcat|socat|telnet|scp|s?ftp|rsync|ssh|rclone|sendmail|mail|mutt|push|remote|aws|gsutil|gcloud)\b/i;

/** False for most commands: a look before their words are taken apart. */
export function mayCarry(command: string): boolean {
  return named.test(command);
}

export function isDownloader({ verb }: Step): boolean {
  return downloaders.has(verb);
}

/** A program that carries data to another machine. */
export function isCarrier({ verb, words }: Step): boolean {
  if (carriers.has(verb)) return true;
  if (verb === 'git') return words.includes('push');
  return (verb === 'aws' || verb === 'gsutil' || verb === 'gcloud') && words.includes('cp');
}

/** Host and port of the first URL, or of the first word that looks like a host; without any user. */
export function hostOf({ words }: Step): string {
  const address = words.find((word) => word.includes('://')) ?? words.slice(1).find(looksLikeHost) ?? '';
  const start = address.indexOf('://');
  const [authority = ''] = (start < 0 ? address : address.slice(start + 3)).split(/[/?#]/, 1);
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .slice(0, 80)
    .toLowerCase();
}

export function isLocal(host: string): boolean {
  const name = host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':', 1)[0] ?? '');
  return name === 'localhost' || name === '[::1]' || name.startsWith('127.') || name === '0.0.0.0';
}

function looksLikeHost(word: string): boolean {
  return !word.startsWith('-') && !word.startsWith('@') && word.includes('.') && !word.startsWith('.');
}
