// Where a Service is reached: its name, its addresses, its node ports, and which nodes the load balancer sends to.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import type { BalancerReport } from '../../engine/report/balancerReport.ts';
import { useWords } from '../context.tsx';

interface AddressesProps {
  readonly plan: ServicePlan;
  readonly balancer: BalancerReport | undefined;
}

export function Addresses({ plan, balancer }: AddressesProps): preact.JSX.Element {
  const t = useWords();
  const nodePorts = plan.ports.flatMap(({ port, nodePort }) => (nodePort === undefined ? [] : [`${port} → ${nodePort}`]));
  return (
    <section aria-label={t('wiring.addresses')} class="wiring-part">
      <h3>{t('wiring.addresses')}</h3>
      <dl class="wiring-facts">
        <dt>{t('wiring.dns')}</dt>
        <dd>
          <code>{`${plan.name}.${plan.namespace}.svc.cluster.local`}</code>
        </dd>
        {plan.clusterIP !== '' && (
          <>
            <dt>{t('wiring.clusterIP')}</dt>
            <dd>
              <code>{plan.clusterIP}</code>
            </dd>
          </>
        )}
        {nodePorts.length > 0 && (
          <>
            <dt>{t('wiring.nodePorts')}</dt>
            <dd>
              <code>{nodePorts.join(', ')}</code>
            </dd>
          </>
        )}
        {plan.type === 'LoadBalancer' && (
          <>
            <dt>{t(plan.internal ? 'wiring.internalIP' : 'wiring.publicIP')}</dt>
            <dd>
              <code>{plan.externalIP ?? t('wiring.pending')}</code>
            </dd>
          </>
        )}
        {balancer?.rules.map((rule) => {
          const taken = rule.pool.filter(({ inPool }) => inPool);
          const left = rule.pool.filter(({ inPool }) => !inPool);
          return (
            <div key={`${rule.port}/${rule.protocol}`} class="wiring-pool">
              <dt>{t('wiring.pool', { port: rule.port })}</dt>
              <dd>
                {t('wiring.pool.count', { count: taken.length, all: rule.pool.length })}
                {left.slice(0, 4).map(({ node, why }) => (
                  <span key={node} class="warn">
                    {' '}
                    {t('wiring.pool.out', { node, why: t(`pool.${why}`) })}
                  </span>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
