// Checks: what Azure and Kubernetes would say of this world, the address plan, and the honesty report of what was brought in.
import { useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';

export function Checks(): preact.JSX.Element {
  const compiled = useApp((state) => state.results.compiled);
  const report = useApp((state) => state.results.report);
  const t = useWords();
  const diagnostics = compiled?.diagnostics ?? [];
  return (
    <div class="checks">
      <h3>{t('ui.checks.diagnostics')}</h3>
      {diagnostics.length === 0 && <p>{t('ui.checks.clean')}</p>}
      <ul class="plain">
        {diagnostics.map((item, index) => (
          <li key={index} class="diagnostic">
            <Status mark={item.severity === 'error' ? 'fail' : 'warn'} label={t(`ui.severity.${item.severity}`)} />
            <div>
              <p>{t(`diagnostic.${item.code}`, item.params)}</p>
              <p class="path">
                <code>{item.code}</code> {item.path}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <h3>{t('ui.checks.addresses')}</h3>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('ui.subnet')}</th>
              <th scope="col">{t('ui.usable')}</th>
              <th scope="col">{t('ui.used')}</th>
              <th scope="col">{t('ui.needed')}</th>
              <th scope="col">{t('ui.free')}</th>
            </tr>
          </thead>
          <tbody>
            {(compiled?.plan.subnets ?? []).map((subnet) => (
              <tr key={`${subnet.virtualNetwork}/${subnet.name}`} class={subnet.free < 0 ? 'over' : ''}>
                <th scope="row">
                  {subnet.name} <code>{subnet.addressPrefix}</code>
                </th>
                <td>{subnet.usable}</td>
                <td>{subnet.used}</td>
                <td>{subnet.needed}</td>
                <td>{subnet.free}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(compiled?.plan.podsUnplaced.length ?? 0) > 0 && (
        <>
          <h3>{t('ui.checks.unplaced')}</h3>
          <ul>
            {compiled?.plan.podsUnplaced.slice(0, 100).map((item) => (
              <li key={item.pod}>
                <code>{item.pod}</code> {t(`unplaced.${item.reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {report && report.length > 0 && (
        <>
          <h3>{t('ui.checks.report')}</h3>
          <ul class="plain report">
            {report.slice(0, 500).map((line, index) => (
              <li key={index} class={`report-${line.treatment}`}>
                <span class="treatment">{t(`ui.treatment.${line.treatment}`)}</span> <code>{line.object}</code> {line.field}{' '}
                <span class="dim">{t(line.reason)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
