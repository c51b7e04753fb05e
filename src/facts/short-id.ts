/** Device ids are hashes; the gateway's own lists show their start as well. */
export function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 12)}…` : id;
}
