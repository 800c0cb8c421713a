// A trace for people: one block a hop, one line a step, the addresses where they change, and what decided.
import type { DnsQuery, Hop, Step, Trace, Verdict, Walk } from '../../engine/forward/trace.ts';
import type { Packet } from '../../engine/net/packet.ts';
import { label } from '../language.ts';
import { placeKind, sentence } from '../sentences.ts';
import { padRight, widthOf } from './width.ts';

/** As wide as the widest English name of a step. */
const TYPE_WIDTH = 14;

export function formatTrace(trace: Trace): string {
  const { flow, verdict, deliveredTo, sourceSeen, via, snat, dns, http, reply } = trace;
  const facts: [string, string | undefined][] = [
    ['verdict', verdictText(verdict)],
    ['decidedBy', ruleText(verdict.rule)],
    ['deliveredTo', deliveredTo],
    ['sourceSeen', sourceSeen],
    ['via', via.length > 0 ? via.join(', ') : undefined],
    ['snat', snat && label('trace.snatBy', { address: snat.publicIP, device: snat.device })],
    ['dns', dns && `${dns.question} = ${dns.answers.join(', ') || label('trace.nothing')} (${dns.resolver})`],
    ['http', http && httpText(http)],
    ['reply', reply && verdictText(reply.verdict)],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`${padRight(label(`trace.${name}`), 12)}  ${value}\n`],
  );
  const title = `${flow.from} → ${flow.to}\n\n`;
  return `${title}${lookupText(dns?.queries ?? [])}${walkText(trace)}${reply ? `\n${label('trace.reply')}\n${walkText(reply)}` : ''}\n${lines.join('')}`;
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
  return `${label('trace.lookup')}\n${lines.join('')}\n`;
}

function httpText({ status, host, path, location, certificate }: NonNullable<Trace['http']>): string {
  const to = location === undefined ? '' : ` → ${location}`;
  return `${status} ${host}${path}${to}${certificate === undefined ? '' : label('trace.certificate', { name: certificate })}`;
}

function walkText({ hops }: Walk): string {
  const width = Math.max(TYPE_WIDTH, ...hops.flatMap(({ steps }) => steps.map(({ type }) => widthOf(typeText(type)))));
  return hops.map((hop, index) => hopText(hop, index + 1, width)).join('');
}

function hopText({ at, steps }: Hop, number: number, width: number): string {
  const lines = steps.map((step) => stepText(step, width));
  return `${String(number).padStart(2)}  ${placeKind(at.kind)} ${at.name}\n${lines.join('')}`;
}

function stepText(step: Step, width: number): string {
  const indent = ' '.repeat(4);
  const mark = step.effect === 'drop' || step.effect === 'refuse' ? '✗' : step.effect === 'deliver' ? '✓' : ' ';
  const head = `${indent}${mark} ${padRight(typeText(step.type), width)}  `;
  const said = sentence(step.code, step.params) ?? step.code;
  const under = ' '.repeat(widthOf(head));
  const changed = addressText(step.after) !== addressText(step.before);
  const packet = changed ? `${addressText(step.before)}  ⇒  ${addressText(step.after)}` : addressText(step.after);
  const rule = ruleText(step.rule);
  return `${head}${packet}\n${under}${said}${rule === undefined ? '' : `  [${rule}]`}\n`;
}

function typeText(type: Step['type']): string {
  return sentence(`step.${type}`) ?? type;
}

function addressText({ sourceIP, sourcePort, destinationIP, destinationPort, protocol }: Packet): string {
  if (protocol === 'ICMP') return `${sourceIP} → ${destinationIP}/ICMP`;
  return `${sourceIP}:${sourcePort} → ${destinationIP}:${destinationPort}/${protocol}`;
}

function ruleText(rule: Verdict['rule']): string | undefined {
  return rule && `${rule.object}${rule.field === '' ? '' : ` ${rule.field}`}`;
}

export function verdictText({ outcome, reason }: Verdict): string {
  const named = outcomeText(outcome);
  return reason === undefined
    ? named
    : label('verdict.because', { outcome: named, reason: sentence(`drop.${reason}`) ?? reason });
}

/** In its language; where that is not English, its code stands behind it. */
function outcomeText(outcome: Verdict['outcome']): string {
  const key = `outcome.${outcome}`;
  const named = label(key);
  return named === key || named === outcome ? outcome : `${named} (${outcome})`;
}
