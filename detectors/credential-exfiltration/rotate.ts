const ways: readonly (readonly [RegExp, string])[] = [
  [
    /ssh|private key/i,
    'Replace the key: `ssh-keygen -t ed25519`, and take the old one out of every `authorized_keys` and every forge.',
  ],
  [
    /aws/i,
    'Rotate the AWS key: `aws iam update-access-key --status Inactive`, then `aws iam create-access-key`; look at CloudTrail from that minute on.',
  ],
  [
    /google/i,
    'Revoke the Google credentials: `gcloud auth revoke --all`, and delete the keys of the service account.',
  ],
  [/azure/i, 'Sign out everywhere: `az account clear`, and revoke the sign-in sessions in Entra.'],
  [
    /github/i,
    'Revoke the GitHub token (Settings, Developer settings), `gh auth login` anew, and read the security log.',
  ],
  [
    /openclaw/i,
    "Rotate the gateway's token and the model keys: `openclaw doctor --generate-gateway-token`, new keys at each provider, `openclaw devices list`.",
  ],
  [/openai|anthropic/i, "Revoke that key in the provider's console and make a new one."],
  [/cookies|browser/i, 'Sign out of all sessions of that browser, and change the passwords that it kept.'],
  [
    /metadata/i,
    "Replace the machine's role credentials: detach its role or stop it, and look at what that role did since.",
  ],
];

/** How to make what has left worthless. */
export function rotate(label: string): string {
  const known = ways.find(([pattern]) => pattern.test(label));
  return known?.[1] ?? `Rotate what ${label} holds, everywhere where it is valid, before anything else.`;
}
