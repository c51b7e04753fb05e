import { basename, dirname } from 'node:path';
import { account, type Plan, systemStateRoot } from './plan.ts';
import { systemdWord } from './systemd-words.ts';

/** The part of a service that says as whom it runs and what it may do. */
export function sandbox(plan: Plan): string {
  return plan.scope === 'system' ? systemSandbox(plan) : userSandbox;
}

function systemSandbox(plan: Plan): string {
  return `User=${account}
${whereEvidenceIs(plan)}
${stateSettings(plan.stateFolder)}
UMask=0077

# The gateway's files are readable by its own user alone. This lets the audit read
# them, and write none. Without it: setfacl -R -m u:${account}:rX for that folder.
AmbientCapabilities=CAP_DAC_READ_SEARCH
CapabilityBoundingSet=CAP_DAC_READ_SEARCH

# Everything else is locked; the network is open, for alerts.
# An alert that goes to a file needs a ReadWritePaths= of its own.
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
# Not private: by default the gateway's log lies in /tmp/openclaw.
PrivateTmp=no
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
# Node tries newer calls and does without them.
SystemCallErrorNumber=EPERM
MemoryMax=512M`;
}

function whereEvidenceIs({ paths, gatewayFolder }: Plan): string {
  const folder = paths.length === 0 ? [`OPENCLAW_STATE_DIR=${gatewayFolder}`] : [];
  const home = `HOME=${dirname(gatewayFolder)}`;
  return `# Where the gateway keeps its evidence, and what its ~ means. The settings
# are /etc/openclaw-audit/config.json5, never those of the gateway's user.
Environment=${[...folder, home, 'XDG_CONFIG_HOME=/etc'].map(systemdWord).join(' ')}`;
}

/** Systemd makes the usual folder itself; another one has to be there. */
function stateSettings(folder: string): string {
  if (dirname(folder) === systemStateRoot)
    return `StateDirectory=${systemdWord(basename(folder))}\nStateDirectoryMode=0700`;
  const word = systemdWord(folder);
  return `# Make it first: install -d -m 700 -o ${account} ${word.replaceAll('%%', '%')}\nReadWritePaths=${word}`;
}

// Most of the sandbox needs root.
const userSandbox = `# Runs as you. When the gateway does too, the watched agent can stop it and touch
# its state: better is \`sudo openclaw-audit schedule --install\`, with a user of its own.
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
SystemCallArchitectures=native
MemoryMax=512M`;
