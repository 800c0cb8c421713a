// One Service in hand: what stands behind it now, its selector, its ports as plugs, its fields.
import { useEffect, useState } from 'preact/hooks';
import type { PodPlan, ServicePlan } from '../../engine/dataplane/plan.ts';
import type { Service } from '../../engine/model/kubernetes.ts';
import type { ServiceStudy } from '../../store/wiringTypes.ts';
import { plugLines, troubleOf } from '../../studio/wiring/plugs.ts';
import { addPortLine } from '../../studio/wiring/serviceFields.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { canEdit } from '../yaml/canEdit.ts';
import { Addresses } from './Addresses.tsx';
import { PlugBoard } from './PlugBoard.tsx';
import { SelectorRows } from './SelectorRows.tsx';
import { ServiceForm } from './ServiceForm.tsx';
import { useWire } from './useWire.ts';

interface ServiceDeskProps {
  readonly plan: ServicePlan;
  /** Absent: a controller made it, and nobody wrote it down. */
  readonly service: Service | undefined;
  readonly pods: readonly PodPlan[];
}

export function ServiceDesk({ plan, service, pods }: ServiceDeskProps): preact.JSX.Element {
  const name = `${plan.namespace}/${plan.name}`;
  const key = `Service/${name}`;
  const revision = useApp((state) => state.document.revision);
  const compiled = useApp((state) => state.results.compiled);
  const level = useApp((state) => state.session.level);
  const actions = useActions();
  const t = useWords();
  const [study, setStudy] = useState<ServiceStudy | undefined>(undefined);
  const { wire, refusal } = useWire(key);
  useEffect(() => {
    let stale = false;
    void actions.studyService(name).then((answer) => {
      if (!stale && answer) setStudy(answer);
    });
    return () => {
      stale = true;
    };
  }, [revision, compiled, name]);
  const editable = service !== undefined && canEdit(level, key);
  const lines = study ? plugLines(plan, pods, study.endpoints) : [];
  const trouble = troubleOf(plan, study ? lines : undefined);
  const answers = plan.type !== 'ExternalName';
  return (
    <>
      <p class="wiring-state" role="status">
        <Status mark={trouble ? 'fail' : 'pass'} label={t(trouble ? 'ui.severity.error' : 'wiring.works')} />
        <span>
          {trouble
            ? t(`wiring.state.${trouble}`, { service: name })
            : answers
              ? t('wiring.state.ok', { service: name, count: new Set(plan.endpoints.map(podOf)).size })
              : t('wiring.state.external', { service: name, host: service?.spec.externalName ?? '—' })}
        </span>
      </p>
      {service === undefined && <p class="dim">{t('wiring.made')}</p>}
      {service && !editable && <p class="locked">{t('ui.yaml.locked')}</p>}
      {refusal && (
        <p class="warn" role="alert">
          {t(refusal.code, refusal.params)}
        </p>
      )}
      {answers && service && (
        <SelectorRows key={key} objectKey={key} service={service} pods={pods} selected={plan.selected} editable={editable} />
      )}
      {answers && (
        <section aria-label={t('wiring.ports')} class="wiring-part">
          <h3>{t('wiring.ports')}</h3>
          {plan.clusterIP === 'None' && <p class="dim">{t('wiring.headless')}</p>}
          {plan.ports.length === 0 && <p class="dim">{t('wiring.noPorts')}</p>}
          {lines.map((line) => (
            <PlugBoard key={line.index} line={line} service={service} editable={editable} wire={wire} />
          ))}
          {service && editable && (
            <button type="button" class="add" onClick={() => void wire(addPortLine(service))}>
              {t('wiring.addPort')}
            </button>
          )}
        </section>
      )}
      <Addresses plan={plan} balancer={study?.balancer} />
      {service && <ServiceForm service={service} editable={editable} wire={wire} />}
    </>
  );
}

function podOf(label: string): string {
  return label.slice(0, label.lastIndexOf(':'));
}
