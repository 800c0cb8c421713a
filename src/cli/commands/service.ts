// service WORLD NS/NAME: one load balancer as Azure holds it: rules, probe, who is in the pool and what keeps the others out.
import type { BalancerReport, BalancerRule } from '../../engine/report/balancerReport.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { refusalSentence, sentence } from '../sentences.ts';
import { loadWorld } from './loadWorld.ts';

export async function runService(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const service = given.values.get('name');
  if (service === undefined) return refuseInput(io, 'service needs --name NAMESPACE/NAME.');
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const answer = engine.service({ revision, query: { op: 'balancer', service } });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  if (answer.value === 'no-such-service') return refuseInput(io, `There is no Service ${service}.`);
  if (answer.value === 'no-lb') return refuseInput(io, `Service ${service} is not of type LoadBalancer.`);
  const report = answer.value as BalancerReport;
  io.out(given.flags.has('json') ? `${JSON.stringify(report)}\n` : formatReport(report));
  return 0;
}

function formatReport({ loadBalancer, frontend, rules, affinitySeconds }: BalancerReport): string {
  const lines = [
    `${loadBalancer} ${frontend ?? 'pending'}${affinitySeconds === undefined ? '' : `, affinity ${affinitySeconds} s`}`,
    ...rules.flatMap(formatRule),
  ];
  return `${lines.join('\n')}\n`;
}

function formatRule(rule: BalancerRule): string[] {
  const { probe, securityRule, pool } = rule;
  const floating = rule.floatingIP ? 'floating IP' : 'no floating IP';
  return [
    `  ${rule.port}/${rule.protocol} → ${rule.backendPort}, ${floating}, ${rule.distribution}, idle ${rule.idleTimeoutInMinutes} min, reset ${rule.enableTcpReset ? 'on' : 'off'}`,
    probe
      ? `    probe ${probe.protocol} ${probe.port}${probe.path ?? ''} every ${probe.intervalInSeconds} s, ${probe.numberOfProbes} failures, from ${probe.source}`
      : '    no probe',
    ...(securityRule
      ? [
          `    rule ${securityRule.priority}: ${securityRule.sources.join(', ')} → ${securityRule.destinations.join(', ')} port ${securityRule.port}`,
        ]
      : []),
    ...pool.map(
      ({ node, inPool, why, rule: by }) =>
        `    ${inPool ? 'in ' : 'out'} ${node}${inPool ? '' : `: ${sentence(`pool.${why}`) ?? why}${by ? ` (${by.object} ${by.field})` : ''}`}`,
    ),
  ];
}
