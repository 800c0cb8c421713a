// The cluster: mode, policy engine, ranges, way out, pools; beside every field what it would mean, below them the consequences as a whole.
import { CLUSTER_MODES, type ClusterMode, clusterModeOf, enginesOf, withClusterMode } from '../../engine/edit/clusterMode.ts';
import { keptBetween } from '../../levels/editable.ts';
import { putAt } from '../../studio/design/place.ts';
import { offeredFrom } from '../cni/modes.ts';
import { useWords } from '../context.tsx';
import { Consequences } from './Consequences.tsx';
import { useDesign } from './designContext.tsx';
import { Faults } from './Faults.tsx';
import { ThingForm, ThingList } from './ThingForm.tsx';

const CLUSTER = ['managedClusters', 0] as const;

export function ClusterPart(): preact.JSX.Element {
  const { network, base, level, change, diagnosticsAt } = useDesign();
  const t = useWords();
  const [cluster] = network.managedClusters;
  if (!cluster) return <p>{t('ui.design.noCluster')}</p>;
  const path = `managedClusters.${cluster.name}`;
  const mode = clusterModeOf(cluster);
  const engines = enginesOf(mode);
  const engine = cluster.networkProfile.networkPolicy ?? 'none';
  const inMode = (wanted: ClusterMode): typeof network | undefined => withClusterMode(network, wanted)?.network;
  const withEngine = (wanted: string): typeof network => putAt(network, [...CLUSTER, 'networkProfile', 'networkPolicy'], wanted);
  return (
    <div class="design-part">
      <p class="dim">{t('ui.design.aboutCluster')}</p>
      <div class="design-fields">
        <div class="design-field">
          <label for="design-mode">{t('ui.design.mode')}</label>
          <select
            id="design-mode"
            value={mode}
            aria-describedby="design-mode-help"
            onChange={(event) => {
              const wanted = CLUSTER_MODES.find((name) => name === event.currentTarget.value);
              const next = wanted && inMode(wanted);
              if (next) change(next);
            }}
          >
            {offeredFrom(mode).map((name) => {
              const next = inMode(name);
              const bad = name !== mode && (!next || keptBetween(level, base, next) !== undefined);
              return (
                <option key={name} value={name} disabled={bad}>
                  {t(`mode.name.${name}`)}
                  {bad ? ` (${t(next ? 'ui.design.keptShort' : 'mode.noRoom')})` : ''}
                </option>
              );
            })}
          </select>
          <span id="design-mode-help" class="field-help">
            <Faults
              found={[...diagnosticsAt(`${path}.networkProfile.networkPlugin`), ...diagnosticsAt(`${path}.agentPoolProfiles`)]}
            />
            <span class="dim">
              {t('ui.design.modeHelp')} <span class="cites">A-1 · A-3 · A-7</span>
            </span>
          </span>
        </div>
        <div class="design-field">
          <label for="design-engine">{t('ui.design.engine')}</label>
          <select
            id="design-engine"
            value={engine}
            disabled={engines.length === 0 || keptBetween(level, base, withEngine('none')) !== undefined}
            aria-describedby="design-engine-help"
            onChange={(event) => change(withEngine(event.currentTarget.value))}
          >
            {[...new Set([...engines, engine])].map((name) => (
              <option key={name} value={name}>
                {t(`policyEngine.${name}`)}
              </option>
            ))}
          </select>
          <span id="design-engine-help" class="field-help">
            <Faults found={diagnosticsAt(`${path}.networkProfile.networkPolicy`)} />
            <span class="dim">
              {t('ui.design.engineHelp')} <span class="cites">D-12 · A-12 · A-24</span>
            </span>
          </span>
        </div>
      </div>
      <ThingForm thing="ManagedCluster" place={CLUSTER} plain />
      <h4>{t('design.list.AgentPool')}</h4>
      <ThingList thing="AgentPool" list={[...CLUSTER, 'agentPoolProfiles']} />
      <Consequences />
    </div>
  );
}
