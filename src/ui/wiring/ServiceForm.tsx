// The fields of a Service that say who may reach it and how: each change is one edit, written as kubectl would write it.
import type { Service } from '../../engine/model/kubernetes.ts';
import { fieldLine, internalLine, isInternal, SERVICE_FIELDS, specOf } from '../../studio/wiring/serviceFields.ts';
import { useWords } from '../context.tsx';
import type { Wire } from './useWire.ts';
import { WireField } from './WireField.tsx';

interface ServiceFormProps {
  readonly service: Service;
  readonly editable: boolean;
  readonly wire: Wire;
}

const INTERNAL_FIELD = { name: 'azure-load-balancer-internal', type: 'flag', rules: ['B-13'] } as const;

export function ServiceForm({ service, editable, wire }: ServiceFormProps): preact.JSX.Element {
  const t = useWords();
  const thing = specOf(service);
  return (
    <details class="wiring-more wiring-part">
      <summary>{t('wiring.form')}</summary>
      <div class="wiring-fields">
        {SERVICE_FIELDS.filter(({ shown }) => shown?.(thing) ?? true).map((field) => (
          <WireField
            key={field.name}
            words={field.name.split('.').at(-1) ?? ''}
            field={field}
            thing={thing}
            disabled={!editable}
            lineOf={(text) => fieldLine(service, field, text)}
            wire={wire}
          />
        ))}
        {service.spec.type === 'LoadBalancer' && (
          <WireField
            words="internal"
            field={INTERNAL_FIELD}
            thing={{ [INTERNAL_FIELD.name]: isInternal(service) }}
            disabled={!editable}
            lineOf={(text) => ({ ok: true, line: internalLine(service, text === 'true') })}
            wire={wire}
          />
        )}
      </div>
    </details>
  );
}
