// Level texts: paragraphs with `code` spans, as text nodes. Nothing in a text can become markup.

/** Splits at back quotes: odd parts are code. */
export function Prose({ text }: { readonly text: string }): preact.JSX.Element {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}

export function Paragraphs({ texts }: { readonly texts: readonly string[] }): preact.JSX.Element {
  return (
    <>
      {texts.map((text) => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
    </>
  );
}
