// A camera that reads codes, where the browser can do it by itself; elsewhere a phone's own camera opens the link, and nothing is missing.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector;

function detectorMaker(): DetectorMaker | undefined {
  return (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
}

const EVERY_MS = 300;

export function Scanner({ onCode }: { readonly onCode: (text: string) => void }): preact.JSX.Element | null {
  const [on, setOn] = useState(false);
  const [failed, setFailed] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const t = useWords();
  useEffect(() => {
    const Maker = detectorMaker();
    if (!on || !Maker) return undefined;
    let gone = false;
    let stream: MediaStream | undefined;
    const seen = new Set<string>();
    const detector = new Maker({ formats: ['qr_code'] });
    const timer = setInterval(() => {
      const element = video.current;
      if (!element || element.readyState < 2) return;
      detector.detect(element).then(
        (codes) => {
          for (const { rawValue } of codes) {
            if (seen.has(rawValue)) continue;
            seen.add(rawValue);
            onCode(rawValue);
          }
        },
        () => undefined,
      );
    }, EVERY_MS);
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      (given) => {
        stream = given;
        if (gone || !video.current) for (const track of given.getTracks()) track.stop();
        else {
          video.current.srcObject = given;
          void video.current.play();
        }
      },
      () => {
        setFailed(true);
        setOn(false);
      },
    );
    return () => {
      gone = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [on]);
  if (!detectorMaker() || !('mediaDevices' in navigator)) return null;
  return (
    <>
      <button type="button" aria-pressed={on} onClick={() => setOn(!on)}>
        {t(on ? 'paper.scan.stop' : 'paper.scan')}
      </button>
      {failed && <span class="warn">{t('paper.scan.failed')}</span>}
      {on && <video ref={video} class="paper-video" muted playsInline aria-label={t('paper.scan')} />}
    </>
  );
}
