// A real link to a page of the codex or to a level, that goes there without leaving the page.
import type { ComponentChildren } from 'preact';
import { useEnvironment } from '../context.tsx';

interface LinkProps {
  /** As router.ts has it: a level's id, `codex`, `codex/<page>`; '' is the start page. */
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

export function CodexLink({ to, class: look, current = false, children }: LinkProps): preact.JSX.Element {
  const { address, navigate } = useEnvironment();
  return (
    <a
      href={address(to)}
      class={look}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        navigate(to === '' ? undefined : to);
      }}
    >
      {children}
    </a>
  );
}
