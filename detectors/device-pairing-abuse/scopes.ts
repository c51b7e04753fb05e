/** With these a device can do, or let others do, everything. */
export function isGrave(scope: string): boolean {
  return /^operator\.(?:admin|pairing|approvals)$/.test(scope);
}

/** What is asked for and not there yet. */
export function added(
  { scopesFrom, scopesTo }: { readonly scopesFrom?: string; readonly scopesTo?: string },
  scopes = '',
): readonly string[] {
  const before = new Set(listOf(scopesFrom ?? scopes));
  return listOf(scopesTo ?? '').filter((scope) => !before.has(scope));
}

function listOf(scopes: string): readonly string[] {
  return scopes
    .slice(0, 1024)
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => /^[\w.:-]{1,64}$/.test(scope));
}
