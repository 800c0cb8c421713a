// One rule of the badge reader: peers with "or" between them, "and" inside them, and the ports that all of them may use.
import type { PolicyChange } from '../../studio/reader/change.ts';
import type { PeerChoice } from '../../studio/reader/choices.ts';
import type { ReaderPeer, ReaderRule } from '../../studio/reader/rows.ts';
import type { Direction } from '../../studio/sentence/writeSentences.ts';
import { useWords } from '../context.tsx';
import { AddPeer, AddPort } from './AddParts.tsx';

export interface RuleTools {
  readonly own: string;
  readonly choices: readonly PeerChoice[];
  readonly ports: readonly string[];
  readonly change: (change: PolicyChange) => void;
}

interface RulePlace {
  readonly direction: Direction;
  readonly rule: number;
}

interface ReaderRuleFormProps {
  readonly rule: ReaderRule;
  readonly place: RulePlace;
  readonly tools: RuleTools;
}

export function ReaderRuleForm({ rule, place, tools }: ReaderRuleFormProps): preact.JSX.Element {
  const t = useWords();
  const { own, choices, ports, change } = tools;
  const number = place.rule + 1;
  const name = t(`ui.studio.rule.${place.direction}`, { number });
  return (
    <section class="studio-rule" aria-label={name}>
      <header>
        <h5>{name}</h5>
        <button
          type="button"
          class="quiet"
          aria-label={t('ui.studio.removeRule', { number })}
          onClick={() => change({ type: 'removeRule', ...place })}
        >
          {t('ui.studio.remove')}
        </button>
      </header>
      <ul class="plain studio-peers">
        {rule.peers.length === 0 && <li class="studio-peer open">{t(`ui.studio.anyone.${place.direction}`)}</li>}
        {rule.peers.map((peer, at) => (
          <PeerRow key={at} peer={peer} at={at} place={place} tools={tools} />
        ))}
      </ul>
      <AddPeer
        own={own}
        label={t('ui.studio.alsoPeer', { number })}
        caption={t('ui.studio.also')}
        choices={choices}
        onAdd={(peer) => change({ type: 'addPeer', ...place, peer })}
      />
      <div class="studio-ports">
        <span>{t('ui.studio.atPorts')}</span>
        {rule.ports.length === 0 && <span class="tag open">{t('ui.studio.everyPort')}</span>}
        {rule.ports.map((port, at) => (
          <span key={port} class="studio-port">
            <span class="mono">{port}</span>
            {rule.ports.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={t('ui.studio.removePort', { port })}
                onClick={() => change({ type: 'removePort', ...place, at })}
              >
                ×
              </button>
            )}
          </span>
        ))}
        {rule.ports.length > 0 && (
          <button type="button" class="link" onClick={() => change({ type: 'everyPort', ...place })}>
            {t('ui.studio.toEveryPort')}
          </button>
        )}
      </div>
      <AddPort
        label={t('ui.studio.portOf', { number })}
        caption={t('ui.studio.alsoPort')}
        ports={ports}
        onAdd={(port) => change({ type: 'addPort', ...place, port })}
      />
    </section>
  );
}

function PeerRow(props: {
  readonly peer: ReaderPeer;
  readonly at: number;
  readonly place: RulePlace;
  readonly tools: RuleTools;
}): preact.JSX.Element {
  const { peer, at, place, tools } = props;
  const t = useWords();
  const { text, splits, joins, kind } = peer;
  return (
    <li class="studio-peer">
      {at > 0 && <span class="tag">{t('ui.studio.or')}</span>}
      <span class="grow">
        {text}
        {kind === 'both' && <small> {t('ui.studio.both')}</small>}
      </span>
      <button
        type="button"
        class="quiet"
        aria-label={t('ui.studio.removePeer', { peer: text })}
        onClick={() => tools.change({ type: 'removePeer', ...place, at })}
      >
        ×
      </button>
      {splits && (
        <button
          type="button"
          class="link"
          title={t('ui.studio.splitHelp')}
          onClick={() => tools.change({ type: 'splitPeer', ...place, at })}
        >
          {t('ui.studio.split')}
        </button>
      )}
      {joins !== undefined && joins < at && (
        <button
          type="button"
          class="link"
          title={t('ui.studio.joinHelp')}
          onClick={() => tools.change({ type: 'joinPeers', ...place, at: joins, other: at })}
        >
          {t('ui.studio.join')}
        </button>
      )}
    </li>
  );
}
