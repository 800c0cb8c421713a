// service WORLD NS/NAME: one load balancer as Azure holds it: rules, probe, who is in the pool and what keeps the others out.
import type { BalancerReport, BalancerRule } from '../../engine/report/balancerReport.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { label } from '../language.ts';
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
    `${loadBalancer} ${frontend ?? label('service.pending')}${affinitySeconds === undefined ? '' : label('service.affinity', { seconds: affinitySeconds })}`,
    ...rules.flatMap(formatRule),
  ];
  return `${lines.join('\n')}\n`;
}

function formatRule(rule: BalancerRule): string[] {
  const { probe, securityRule, pool } = rule;
  const floating = label(rule.floatingIP ? 'service.floating' : 'service.noFloating');
  return [
    `  ${label('service.rule', {
      port: `${rule.port}/${rule.protocol}`,
      backendPort: rule.backendPort,
      floating,
      distribution: rule.distribution,
      minutes: rule.idleTimeoutInMinutes,
      reset: label(rule.enableTcpReset ? 'service.on' : 'service.off'),
    })}`,
    probe
      ? `    ${label('service.probe', {
          what: `${probe.protocol} ${probe.port}${probe.path ?? ''}`,
          seconds: probe.intervalInSeconds,
          failures: probe.numberOfProbes,
          source: probe.source,
        })}`
      : `    ${label('service.noProbe')}`,
    ...(securityRule
      ? [
          `    ${label('service.security', {
            priority: securityRule.priority,
            sources: securityRule.sources.join(', '),
            destinations: securityRule.destinations.join(', '),
            port: securityRule.port,
          })}`,
        ]
      : []),
    ...pool.map(({ node, inPool, why, rule: by }) => {
      if (inPool) return `    ${label('service.in', { node })}`;
      const reason = sentence(`pool.${why}`) ?? String(why);
      return `    ${by ? label('service.outBy', { node, reason, rule: `${by.object} ${by.field}` }) : label('service.out', { node, reason })}`;
    }),
  ];
}
