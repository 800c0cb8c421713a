// A trace for people: one block a hop, one line a step, the addresses where they change, and what decided.
import type { DnsQuery, Hop, Step, Trace, Verdict, Walk } from '../../engine/forward/trace.ts';
import type { Packet } from '../../engine/net/packet.ts';
import { sentence } from '../sentences.ts';

const TYPE_WIDTH = 14;

export function formatTrace(trace: Trace): string {
  const { flow, verdict, deliveredTo, sourceSeen, via, snat, dns, http, reply } = trace;
  const facts: [string, string | undefined][] = [
    ['verdict', verdictText(verdict)],
    ['decided by', ruleText(verdict.rule)],
    ['delivered to', deliveredTo],
    ['source seen', sourceSeen],
    ['via', via.length > 0 ? via.join(', ') : undefined],
    ['snat', snat && `${snat.publicIP} by ${snat.device}`],
    ['dns', dns && `${dns.question} = ${dns.answers.join(', ') || 'nothing'} (${dns.resolver})`],
    ['http', http && httpText(http)],
    ['reply', reply && verdictText(reply.verdict)],
  ];
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(12)}  ${value}\n`]));
  const title = `${flow.from} → ${flow.to}\n\n`;
  return `${title}${lookupText(dns?.queries ?? [])}${walkText(trace)}${reply ? `\nreply\n${walkText(reply)}` : ''}\n${lines.join('')}`;
}

/** Every question sent, one line each; AAAA is asked beside each A and has no address here. */
function lookupText(queries: readonly DnsQuery[]): string {
  const asked = queries.filter(({ type }) => type === 'A');
  if (asked.length === 0) return '';
  const lines = asked.map((query) => {
    const { client, server, name, status, records } = query;
    const said = records.map(({ type, value }) => `${type} ${value}`).join(', ');
    return `    ${client} → ${server}  ${name}?  ${status}${said === '' ? '' : ` ${said}`}\n`;
  });
  return `lookup\n${lines.join('')}\n`;
}

function httpText({ status, host, path, location, certificate }: NonNullable<Trace['http']>): string {
  const to = location === undefined ? '' : ` → ${location}`;
  return `${status} ${host}${path}${to}${certificate === undefined ? '' : `, certificate ${certificate}`}`;
}

function walkText({ hops }: Walk): string {
  return hops.map((hop, index) => hopText(hop, index + 1)).join('');
}

function hopText({ at, steps }: Hop, number: number): string {
  return `${String(number).padStart(2)}  ${at.kind} ${at.name}\n${steps.map(stepText).join('')}`;
}

function stepText(step: Step): string {
  const indent = ' '.repeat(4);
  const mark = step.effect === 'drop' || step.effect === 'refuse' ? '✗' : step.effect === 'deliver' ? '✓' : ' ';
  const head = `${indent}${mark} ${(sentence(`step.${step.type}`) ?? step.type).padEnd(TYPE_WIDTH)}  `;
  const said = sentence(step.code, step.params) ?? step.code;
  const under = ' '.repeat(head.length);
  const changed = addressText(step.after) !== addressText(step.before);
  const packet = changed ? `${addressText(step.before)}  ⇒  ${addressText(step.after)}` : addressText(step.after);
  const rule = ruleText(step.rule);
  return `${head}${packet}\n${under}${said}${rule === undefined ? '' : `  [${rule}]`}\n`;
}

function addressText({ sourceIP, sourcePort, destinationIP, destinationPort, protocol }: Packet): string {
  if (protocol === 'ICMP') return `${sourceIP} → ${destinationIP}/ICMP`;
  return `${sourceIP}:${sourcePort} → ${destinationIP}:${destinationPort}/${protocol}`;
}

function ruleText(rule: Verdict['rule']): string | undefined {
  return rule && `${rule.object}${rule.field === '' ? '' : ` ${rule.field}`}`;
}

export function verdictText({ outcome, reason }: Verdict): string {
  return reason === undefined ? outcome : `${outcome}: ${sentence(`drop.${reason}`) ?? reason}`;
}
