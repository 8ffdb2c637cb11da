import { useEffect, useState } from "preact/hooks";

interface Props {
  value: string;
  text: { copy: string; copied: string };
}

/** Puts a text on the clipboard. Without a script the text beside it can be selected as well. */
export default function CopyButton({ value, text }: Props) {
  const [isReady, setReady] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setReady("clipboard" in navigator), []);
  if (!isReady) return null;
  const copy = () => navigator.clipboard.writeText(value).then(() => setCopied(true), () => {});
  return (
    <span role="status">
      <button type="button" class="button-quiet" onClick={copy}>
        {isCopied ? text.copied : text.copy}
      </button>
    </span>
  );
}
