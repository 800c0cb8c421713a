// Stars of a level: so many of three, with a name for those who do not see them.
import { useWords } from '../context.tsx';

export function Stars({ count }: { readonly count: number }): preact.JSX.Element {
  const t = useWords();
  return (
    <span class="stars" role="img" aria-label={t('ui.stars', { count })}>
      {[1, 2, 3].map((star) => (
        <svg key={star} class={star <= count ? 'star on' : 'star'} viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 1.8 12.5 7.2 18.4 7.9 14 11.9 15.2 17.8 10 14.8 4.8 17.8 6 11.9 1.6 7.9 7.5 7.2Z" />
        </svg>
      ))}
    </span>
  );
}
