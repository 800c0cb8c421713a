// Sound, off until asked for and never the only channel: short tones made on the spot for each step of an envelope, and a chord when the
// last goal comes to hold. No files. A context is opened only once the player has asked.
import { useEffect } from 'preact/hooks';
import { flattenTrace } from '../../store/playback.ts';
import type { AppState } from '../../store/state.ts';
import { useEnvironment } from '../context.tsx';

/** Hertz, one after the other. */
const TONES = {
  pass: [392],
  rewrite: [523, 659],
  drop: [196, 147],
  refuse: [220, 165],
  deliver: [523, 659, 784],
  won: [523, 659, 784, 1047],
} as const;
export type Tone = keyof typeof TONES;

const LENGTH = 0.09;
const LOUD = 0.06;

/** The tone that a change of state asks for; undefined for silence. Pure. */
export function toneOf(state: AppState, old: AppState): Tone | undefined {
  if (!state.session.sound) return undefined;
  const { playback } = state.session;
  const before = old.session.playback;
  if (playback && (playback.trace !== before?.trace || playback.position !== before.position))
    return flattenTrace(playback.trace)[playback.position]?.step.effect;
  const holds = ({ results }: AppState): boolean =>
    (results.judgement?.goals.length ?? 0) > 0 && results.judgement?.goals.every((goal) => goal.pass) === true;
  const judgedAnew = state.results.judgement !== old.results.judgement && old.results.judgement !== undefined;
  return judgedAnew && holds(state) && !holds(old) ? 'won' : undefined;
}

export function useSound(): void {
  const { store } = useEnvironment();
  useEffect(() => {
    let audio: AudioContext | undefined;
    const unsubscribe = store.subscribe((state, old) => {
      if (!state.session.sound && audio) {
        void audio.close();
        audio = undefined;
      }
      const tone = toneOf(state, old);
      if (tone === undefined || typeof AudioContext === 'undefined') return;
      audio ??= new AudioContext();
      play(audio, TONES[tone]);
    });
    return () => {
      unsubscribe();
      void audio?.close();
    };
  }, []);
}

function play(audio: AudioContext, tones: readonly number[]): void {
  tones.forEach((frequency, index) => {
    const start = audio.currentTime + index * LENGTH;
    const source = audio.createOscillator();
    const volume = audio.createGain();
    source.type = 'triangle';
    source.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUD, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH * 1.8);
    source.connect(volume).connect(audio.destination);
    source.start(start);
    source.stop(start + LENGTH * 2);
  });
}
