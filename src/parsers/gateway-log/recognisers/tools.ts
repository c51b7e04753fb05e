import { canonicalTool } from '../../../facts/tool.ts';
import { callIdOf, parentCallIdOf } from '../../call-id.ts';
import type { Draft } from '../../draft.ts';
import { textIn } from '../../json-object.ts';
import { idOf, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';
import { toolFailed } from './tool-failed.ts';

export const tools: readonly Recogniser[] = [
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run tool start: ',
    sample: {
      level: 'DEBUG',
      message:
        'embedded run tool start: runId=chatcmpl_868b58e3-5b25-496a-933e-19c5e503cbd2 tool=sessions_list ' +
        'toolCallId=tool_search_code:call_mwrwoq33v:sessions_list:1',
    },
    read: ({ message }) => toolLine(message.slice('embedded run tool start:'.length), 'start'),
  },
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run tool start',
    levels: ['TRACE'],
    sample: {
      level: 'TRACE',
      message: 'embedded run tool start',
      fields: {
        event: 'embedded_tool_execution_start',
        runId: 'chatcmpl_868b58e3-5b25-496a-933e-19c5e503cbd2',
        toolName: 'exec',
        toolCallId: 'call_mwrwoq33v',
        argsKeys: ['command'],
        sessionKey: 'agent:main:alice',
        sessionId: 'f03f733a-1d63-443d-90bb-96bfc0ad0917',
        agentId: 'main',
      },
    },
    read: structuredStart,
  },
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run tool end: ',
    sample: {
      level: 'DEBUG',
      message:
        'embedded run tool end: runId=cc49880a-711e-44bc-8d47-8827c4c4f28e tool=read toolCallId=call_mwrwk8r11',
    },
    read: ({ message }) => toolLine(message.slice('embedded run tool end:'.length), 'end'),
  },
  {
    subsystem: 'root',
    prefix: '[tools] ',
    levels: ['ERROR'],
    sample: {
      level: 'ERROR',
      message:
        '[tools] tool_call failed: Unknown tool id: cron. Did you mean: automations? ' +
        'raw_params={"id":"cron","args":{"action":"add"}}',
    },
    read: toolFailed,
  },
  {
    subsystem: 'root',
    prefix: 'tools: ',
    needs: ' blocked by before_tool_call: ',
    levels: ['DEBUG'],
    sample: { level: 'DEBUG', message: 'tools: exec blocked by before_tool_call: not on weekends' },
    read: blocked,
  },
  {
    subsystem: 'exec',
    prefix: 'elevated command ',
    levels: ['INFO'],
    sample: { level: 'INFO', message: 'elevated command systemctl restart nginx' },
    read: ({ message }) => {
      const command = message.slice('elevated command '.length, 2048);
      const args = { command, elevated: true };
      return [{ type: 'toolExecution', tool: 'exec', phase: 'start', outcome: 'unknown', args }];
    },
  },
];

function toolLine(text: string, phase: 'start' | 'end'): readonly Draft[] {
  const keys = keyedText(text, ['runId', 'tool', 'toolCallId']);
  const tool = canonicalTool(keys.get('tool') ?? '');
  // The caller chooses run ids: one with a space or `=` in it is evidence and joins nothing.
  if (keys.doubled || tool === '' || /\s/.test(tool))
    return [forged('a run id repeats the keys of the gateway')];
  const runId = idOf(keys.get('runId'));
  const { callId, parentCallId } = callOf(keys.get('toolCallId'));
  return [{ type: 'toolExecution', tool, phase, outcome: 'unknown', runId, callId, parentCallId }];
}

function structuredStart({ fields }: LogRecord): readonly Draft[] {
  const tool = canonicalTool(textIn(fields, 'toolName') ?? '');
  if (tool === '') return [];
  const ids = {
    runId: idOf(textIn(fields, 'runId')),
    sessionKey: idOf(textIn(fields, 'sessionKey')),
    sessionId: idOf(textIn(fields, 'sessionId')),
    agentId: idOf(textIn(fields, 'agentId')),
  };
  const call = { type: 'toolExecution', tool, phase: 'start', outcome: 'unknown' } as const;
  return [{ ...call, ...ids, ...callOf(textIn(fields, 'toolCallId')) }];
}

function callOf(raw: string | undefined) {
  if (raw === undefined || raw === '') return { callId: undefined, parentCallId: undefined };
  return { callId: callIdOf(raw), parentCallId: parentCallIdOf(raw) };
}

const blockedLine = /^tools: (\S{1,128}) blocked by before_tool_call: /;

function blocked({ message }: LogRecord): readonly Draft[] {
  const match = blockedLine.exec(message);
  if (match === null) return [];
  const [start, tool = ''] = match;
  const reason = message.slice(start.length).slice(0, 300);
  return [
    {
      type: 'toolExecution',
      tool: canonicalTool(tool),
      phase: 'end',
      detached: true,
      outcome: 'blocked',
      reason,
    },
  ];
}
